package io.github.nacosgraceful.library.nacos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.nacos.ClientJson;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients read JSON with another class in each generation, and so does the agent. */
class JsonToComeTest {

  private static final String NEW = "com.alibaba.nacos.api.utils.json.JsonUtils";
  private static final String OLD = "com.alibaba.nacos.common.utils.JacksonUtils";

  /** Looks for its library when it is first used, as that of 3.3 does. */
  private static final String NEW_SOURCE =
      "package com.alibaba.nacos.api.utils.json;"
          + "public final class JsonUtils {"
          + "private static final ClassLoader FOUND = Thread.currentThread().getContextClassLoader();"
          + "public static <T> T toObj(String json, Class<T> type) {"
          + "if (FOUND != JsonUtils.class.getClassLoader()) throw new IllegalStateException(\"none\");"
          + "return type.cast(\"new \" + json); }"
          + "public static <T> T toObj(byte[] json, Class<T> type) { return null; }}";

  private static final String OLD_WITHOUT_JACKSON_2 =
      "package com.alibaba.nacos.common.utils;"
          + "public final class JacksonUtils {"
          + "static { if (true) throw new NoClassDefFoundError(\"com/fasterxml/jackson\"); }"
          + "public static <T> T toObj(String json, Class<T> type) { return null; }}";

  private static final String OLD_WITH_IT =
      "package com.alibaba.nacos.common.utils;"
          + "public final class JacksonUtils {"
          + "public static <T> T toObj(String json, Class<T> type) {"
          + "return type.cast(\"old \" + json); }}";

  @TempDir Path classes;

  @Test
  void isReadWithTheNewClassWhereBothAreThere() throws Exception {
    assertThat(read(Map.of(NEW, NEW_SOURCE, OLD, OLD_WITH_IT))).isEqualTo("new {}");
  }

  @Test
  void needsNoJackson2() throws Exception {
    assertThat(read(Map.of(NEW, NEW_SOURCE, OLD, OLD_WITHOUT_JACKSON_2))).isEqualTo("new {}");
  }

  @Test
  void isReadWithTheOldClassWhereThatIsAlone() throws Exception {
    assertThat(read(Map.of(OLD, OLD_WITH_IT))).isEqualTo("old {}");
  }

  @Test
  void leavesTheContextLoaderAsItWas() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    read(Map.of(NEW, NEW_SOURCE));
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void isNotReadWhereTheClientHasNoneOfThem() {
    ClassLoader bare = ClassLoader.getPlatformClassLoader();
    assertThatThrownBy(() -> ClientJson.parse(bare, "{}", String.class))
        .isInstanceOf(ClassNotFoundException.class);
  }

  private Object read(Map<String, String> sources) throws Exception {
    ClassLoader client = new Compiled(classes, sources, new HashMap<>());
    return ClientJson.parse(client, "{}", String.class);
  }
}
