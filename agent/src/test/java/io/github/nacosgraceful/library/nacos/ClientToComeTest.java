package io.github.nacosgraceful.library.nacos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.weave.ClassFiles;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.MissingJoinPointException;
import io.github.nacosgraceful.weave.Weaver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shapes that a client may have whose methods are told more than those of today: each is hooked
 * wherever it stores and sends, and what is skipped is skipped once.
 */
class ClientToComeTest {

  private static final String HOLDER = "com.alibaba.nacos.client.naming.cache.ServiceInfoHolder";
  private static final String PROXY =
      "com.alibaba.nacos.client.naming.remote.gprc.NamingGrpcClientProxy";
  private static final String SERVICE_INFO = "com.alibaba.nacos.api.naming.pojo.ServiceInfo";

  private static final String HOLDER_BEGIN =
      "package com.alibaba.nacos.client.naming.cache;"
          + "import com.alibaba.nacos.api.naming.pojo.ServiceInfo;"
          + "public class ServiceInfoHolder {"
          + "public enum From { PUSH, REFRESH }"
          + "public ServiceInfo stored;"
          + "private ServiceInfo store(ServiceInfo info) { stored = info; return info; }";

  private static final String AS_TODAY =
      HOLDER_BEGIN
          + "public ServiceInfo processServiceInfo(ServiceInfo info) { return store(info); }}";

  private static final String TOLD_MORE =
      HOLDER_BEGIN
          + "public ServiceInfo processServiceInfo(ServiceInfo info, From from, boolean force) {"
          + "return store(info); }}";

  private static final String BOTH =
      HOLDER_BEGIN
          + "public ServiceInfo processServiceInfo(ServiceInfo info) {"
          + "return processServiceInfo(info, From.PUSH, false); }"
          + "public ServiceInfo processServiceInfo(ServiceInfo info, From from, boolean force) {"
          + "return store(info); }}";

  private static final String RETURNS_NOTHING =
      HOLDER_BEGIN + "public void processServiceInfo(ServiceInfo info) { store(info); }}";

  @TempDir Path classes;

  private final List<String> calls = new ArrayList<>();
  private Object kept;

  private final Handler recorder =
      new Handler() {
        @Override
        public Object enter(Object self, Object a, Object b, Object c) {
          calls.add("enter " + a);
          return kept;
        }

        @Override
        public void exit(Object entered, Object self, Object a) {
          calls.add("exit");
        }

        @Override
        public Object leave(Object entered, Object self, Object a, Object result) {
          calls.add("leave " + a);
          return entered == null ? result : entered;
        }
      };

  @AfterEach
  void stopListening() {
    new NacosPart().hooks().forEach(hook -> Bridge.install(hook.point(), null));
  }

  @Test
  void isSeenStoringAsTheClientsOfToday() throws Exception {
    assertThat(process(AS_TODAY)).isSameAs(stored());
    assertThat(calls).containsExactly("enter info", "leave info");
  }

  @Test
  void isSeenStoringWhatItIsToldMoreOf() throws Exception {
    assertThat(process(TOLD_MORE)).isSameAs(stored());
    assertThat(calls).containsExactly("enter info", "leave info");
  }

  /** Whichever of the two its callers take. */
  @Test
  void isSeenStoringThroughBothOverloads() throws Exception {
    assertThat(process(BOTH)).isSameAs(stored());
    assertThat(calls).containsExactly("enter info", "enter info", "leave info", "leave info");
  }

  @Test
  void keepsWhatItHasInEachShape() throws Exception {
    for (String shape : List.of(AS_TODAY, TOLD_MORE, BOTH)) {
      calls.clear();
      Class<?> type = load(shape).loadClass(HOLDER);
      Object holder = type.getConstructor().newInstance();
      kept = info(type, "kept");
      assertThat(call(holder, info(type, "info"))).isSameAs(kept);
      assertThat(type.getField("stored").get(holder)).isNull();
      assertThat(calls).containsExactly("enter info", "leave info");
    }
  }

  /** Which the advice cannot answer for: the part is off, with a line that names it. */
  @Test
  void isLeftAloneWhereItReturnsSomethingElse() {
    assertThatThrownBy(() -> process(RETURNS_NOTHING))
        .hasRootCauseInstanceOf(MissingJoinPointException.class)
        .hasRootCauseMessage(
            HOLDER
                + "#processServiceInfo(Lcom/alibaba/nacos/api/naming/pojo/ServiceInfo;)"
                + "Lcom/alibaba/nacos/api/naming/pojo/ServiceInfo;");
  }

  @Test
  void isHeldAtTheGateWhateverItIsToldMoreOf() throws Exception {
    String instance = "com.alibaba.nacos.api.naming.pojo.Instance";
    Compiled loader =
        load(
            Map.of(
                PROXY,
                "package com.alibaba.nacos.client.naming.remote.gprc;"
                    + "public class NamingGrpcClientProxy {"
                    + "public boolean sent;"
                    + ("public void registerService(String service, String group, " + instance)
                    + " one, long deadline) { doRegisterService(service, group, one, deadline); }"
                    + ("public void doRegisterService(String service, String group, " + instance)
                    + " one, long deadline) { sent = true; }}"));
    Class<?> type = loader.loadClass(PROXY);
    Object proxy = type.getConstructor().newInstance();
    Class<?> one = loader.loadClass(instance);
    kept = "refused";
    type.getMethod("registerService", String.class, String.class, one, long.class)
        .invoke(proxy, "orders", "G", one.getConstructor().newInstance(), 1L);
    assertThat(type.getField("sent").get(proxy)).isEqualTo(false);
    assertThat(calls).containsExactly("enter orders", "exit");
  }

  private Object holder;

  /** What its shortest overload returns. */
  private Object process(String source) throws Exception {
    Class<?> type = load(source).loadClass(HOLDER);
    holder = type.getConstructor().newInstance();
    return call(holder, info(type, "info"));
  }

  private Object stored() throws Exception {
    return holder.getClass().getField("stored").get(holder);
  }

  private static Object call(Object holder, Object info) throws Exception {
    Class<?> type = holder.getClass();
    for (Class<?> nested : type.getClasses()) {
      try {
        return type.getMethod("processServiceInfo", info.getClass()).invoke(holder, info);
      } catch (NoSuchMethodException toldMore) {
        return type.getMethod("processServiceInfo", info.getClass(), nested, boolean.class)
            .invoke(holder, info, nested.getEnumConstants()[1], true);
      }
    }
    throw new IllegalStateException("no enum");
  }

  private static Object info(Class<?> holder, String name) throws Exception {
    return holder
        .getClassLoader()
        .loadClass(SERVICE_INFO)
        .getConstructor(String.class)
        .newInstance(name);
  }

  private Compiled load(String holder) {
    return load(
        Map.of(
            HOLDER,
            holder,
            SERVICE_INFO,
            "package com.alibaba.nacos.api.naming.pojo;"
                + "public class ServiceInfo { private final String name;"
                + "public ServiceInfo(String name) { this.name = name; }"
                + "public String toString() { return name; }}"));
  }

  private Compiled load(Map<String, String> sources) {
    return new Compiled(
        classes,
        sources,
        sources.keySet().stream()
            .collect(
                Collectors.toMap(
                    name -> name, name -> (loader, file) -> weave(loader, name, file))));
  }

  private byte[] weave(ClassLoader loader, String name, byte[] classFile) throws Exception {
    List<Hook> hooks =
        new NacosPart()
            .hooks().stream()
                .filter(hook -> hook.type().equals(name) && !name.equals(SERVICE_INFO))
                .collect(Collectors.toList());
    if (hooks.isEmpty()) {
      return classFile;
    }
    hooks.forEach(hook -> Bridge.install(hook.point(), recorder));
    Weaver weaver = new Weaver(classFile, hooks, new ClassFiles(loader));
    return weaver.weave(weaver.present(hooks));
  }
}
