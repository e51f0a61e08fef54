package io.github.nacosgraceful.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.LogLevel;
import io.github.nacosgraceful.log.LogSink;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookInstallerTest {

  private static final int POINT = Bridge.point("test.installer");
  private static final Advice ENTER = Advice.of(POINT).enter(Value.SELF);

  private final PartStates states = new PartStates(List.of("ribbon"), List.of());

  @TempDir Path folder;
  private Path log;
  private int fired;

  @BeforeEach
  void log() {
    log = folder.resolve("agent.log");
    LogSink.configure(LogLevel.INFO, log.toString(), 1 << 20, 0);
  }

  @AfterEach
  void clear() {
    Bridge.install(POINT, null);
  }

  @Test
  void weavesWhatTheHooksName() throws Exception {
    Runnable woven = loaded(new Loader(getClass().getClassLoader()), hook("run()V", true));
    woven.run();
    assertThat(fired).isOne();
    assertThat(logged()).isEmpty();
  }

  /** An application thread may load its first hooked class while it is interrupted. */
  @Test
  void waitsUntilItIsPreparedAlsoWhenInterruptedAndStaysSo() throws Exception {
    HookInstaller early = new HookInstaller(Map.of("ribbon", List.of(hook("run()V", true))));
    Thread waiting = Thread.currentThread();
    Thread preparing =
        new Thread(
            () -> {
              await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
              early.prepared(new ClassWeaver(part -> {}, states));
            });
    preparing.start();
    waiting.interrupt();
    byte[] woven =
        early.transform(getClass().getClassLoader(), internalName(), null, null, classFile());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(woven).isNotNull();
    assertThat(logged()).isEmpty();
    preparing.join();
  }

  @Test
  void leavesClassesAloneThatItIsNotPreparedForInTime() throws Exception {
    HookInstaller late = new HookInstaller(Map.of("ribbon", List.of(hook("run()V", true))), 1);
    ClassLoader loader = getClass().getClassLoader();
    assertThat(late.transform(loader, internalName(), null, null, classFile())).isNull();
    late.prepared(new ClassWeaver(part -> {}, states));
    assertThat(late.transform(loader, internalName(), null, null, classFile()))
        .as("half a library would be worse than none")
        .isNull();
  }

  @Test
  void doesNotWaitForClassesThatNoHookNames() throws Exception {
    HookInstaller early = new HookInstaller(Map.of("ribbon", List.of(hook("run()V", true))));
    ClassLoader loader = getClass().getClassLoader();
    assertThat(early.transform(loader, "app/Other", null, null, classFile())).isNull();
  }

  @Test
  void leavesAloneWhatNoHookNames() throws Exception {
    byte[] other =
        installer(hook("run()V", true))
            .transform(null, "java/lang/Object", null, null, new byte[0]);
    assertThat(other).isNull();
  }

  @Test
  void namesAMissingJoinPointAndLeavesTheClassAlone() throws Exception {
    Runnable plain =
        loaded(
            new Loader(getClass().getClassLoader()), hook("run()V", true), hook("stop()V", true));
    plain.run();
    assertThat(fired).isZero();
    assertThat(logged())
        .singleElement()
        .asString()
        .contains("WARN")
        .contains("ribbon is off in")
        .contains("this version has no " + Target.class.getName() + "#stop()V");
  }

  @Test
  void doesNotMissAnOptionalJoinPoint() throws Exception {
    Runnable woven =
        loaded(
            new Loader(getClass().getClassLoader()), hook("run()V", true), hook("stop()V", false));
    woven.run();
    assertThat(fired).isOne();
    assertThat(logged()).isEmpty();
  }

  @Test
  void leavesAClassAloneThatNoneOfItsHooksFind() throws Exception {
    byte[] woven =
        installer(hook("stop()V", false))
            .transform(getClass().getClassLoader(), internalName(), null, null, classFile());
    assertThat(woven).isNull();
    assertThat(states.classes("ribbon")).as("only what is woven is said to be").isEmpty();
    assertThat(states.isWoven(POINT)).isFalse();
  }

  @Test
  void notesWhatItHasWoven() throws Exception {
    loaded(new Loader(getClass().getClassLoader()), hook("run()V", true));
    assertThat(states.classes("ribbon")).containsExactly(Target.class.getName());
    assertThat(states.isWoven(POINT)).isTrue();
  }

  @Test
  void takesAnyOfTheSignaturesThatAMethodHad() throws Exception {
    Runnable woven = loaded(new Loader(getClass().getClassLoader()), oneOf("run(I)V", "run()V"));
    woven.run();
    assertThat(fired).isOne();
    assertThat(logged()).isEmpty();
  }

  @Test
  void saysThatAMethodHasASignatureThatItNeverHad() throws Exception {
    Runnable plain = loaded(new Loader(getClass().getClassLoader()), oneOf("run(I)V", "run(J)V"));
    plain.run();
    assertThat(fired).isZero();
    assertThat(logged()).singleElement().asString().contains("has no").contains("#run(I)V");
    assertThat(states.reason("ribbon")).contains("#run(I)V");
  }

  /** What begins and never ends would be waited for until the time is up. */
  @Test
  void neverWeavesABeginWithoutItsEnd() throws Exception {
    Hook begin = hook("run()V", true).endedBy(hook("stop()V", false));
    Runnable plain = loaded(new Loader(getClass().getClassLoader()), begin);
    plain.run();
    assertThat(fired).isZero();
    assertThat(logged()).singleElement().asString().contains("has no").contains("#stop()V");
  }

  @Test
  void looksForAnEndInAnotherClassOfTheLoader() throws Exception {
    Hook there = Hook.on(Other.class.getName(), "over()V", ENTER);
    Hook missing = Hook.on(Other.class.getName(), "ended()V", ENTER);
    Hook nowhere = Hook.on("app.Missing", "over()V", ENTER);
    Loader loader = new Loader(getClass().getClassLoader());
    loaded(loader, hook("run()V", true).endedBy(missing, there)).run();
    assertThat(fired).isOne();
    loader = new Loader(getClass().getClassLoader());
    loaded(loader, hook("run()V", true).endedBy(missing, nowhere)).run();
    assertThat(fired).as("none of its ends is there").isOne();
    assertThat(logged()).singleElement().asString().contains("Other#ended()V");
  }

  /** A class may be hooked by two parts; what one misses is not the other's affair. */
  @Test
  void weavesThePartThatMissesNothing() throws Exception {
    installer();
    HookInstaller both =
        new HookInstaller(
            Map.of(
                "ribbon", List.of(hook("stop()V", true)),
                "suspect", List.of(hook("run()V", true))));
    both.prepared(new ClassWeaver(part -> {}, states));
    Loader loader = new Loader(getClass().getClassLoader());
    byte[] woven = both.transform(loader, internalName(), null, null, classFile());
    ((Runnable) loader.define(Target.class.getName(), woven).getDeclaredConstructor().newInstance())
        .run();
    assertThat(fired).isOne();
    assertThat(states.classes("suspect")).containsExactly(Target.class.getName());
    assertThat(states.classes("ribbon")).isEmpty();
    assertThat(logged()).singleElement().asString().contains("ribbon is off in");
  }

  /** Half of its handlers may be there: no class of the part is to meet them. */
  @Test
  void leavesEveryClassOfAPartAloneWhoseHandlersCannotBeMade() throws Exception {
    installer();
    int[] tried = {0};
    HookInstaller installer = new HookInstaller(Map.of("ribbon", List.of(hook("run()V", true))));
    installer.prepared(
        new ClassWeaver(
            part -> {
              tried[0]++;
              throw new OutOfMemoryError("told to fail");
            },
            states));
    for (int i = 0; i < 2; i++) {
      ClassLoader loader = new Loader(getClass().getClassLoader());
      assertThat(installer.transform(loader, internalName(), null, null, classFile())).isNull();
    }
    assertThat(tried[0]).isOne();
    assertThat(states.reason("ribbon")).contains("its handlers could not be made");
    assertThat(logged()).singleElement().asString().contains("ribbon is off", "told to fail");
  }

  @Test
  void saysOnceThatALoaderHidesTheAgent() throws Exception {
    HookInstaller installer = installer(hook("run()V", true));
    Loader isolated = new Loader(null);
    for (int i = 0; i < 2; i++) {
      assertThat(installer.transform(isolated, internalName(), null, null, classFile())).isNull();
    }
    assertThat(logged())
        .singleElement()
        .asString()
        .contains("off in")
        .contains("hides the class path of the JVM");
  }

  @Test
  void leavesAClassFileAloneThatCannotBeRead() throws Exception {
    byte[] broken = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 99, 1, 2};
    ClassLoader loader = getClass().getClassLoader();
    assertThat(
            installer(hook("run()V", true)).transform(loader, internalName(), null, null, broken))
        .isNull();
    assertThat(logged())
        .singleElement()
        .asString()
        .contains("ribbon is off in")
        .contains("cannot be woven");
  }

  private static Hook hook(String signature, boolean required) {
    return required
        ? Hook.on(Target.class.getName(), signature, ENTER)
        : Hook.maybeOn(Target.class.getName(), signature, ENTER);
  }

  private static Hook[] oneOf(String... signatures) {
    return Hook.oneOf(Target.class.getName(), ENTER, signatures).toArray(new Hook[0]);
  }

  private HookInstaller installer(Hook... hooks) {
    Bridge.install(
        POINT,
        new Handler() {
          @Override
          public Object enter(Object self, Object a, Object b, Object c) {
            fired++;
            return null;
          }
        });
    HookInstaller installer = new HookInstaller(Map.of("ribbon", List.of(hooks)));
    installer.prepared(new ClassWeaver(part -> {}, states));
    return installer;
  }

  private Runnable loaded(Loader loader, Hook... hooks) throws Exception {
    byte[] woven = installer(hooks).transform(loader, internalName(), null, null, classFile());
    Class<?> type = loader.define(Target.class.getName(), woven == null ? classFile() : woven);
    return (Runnable) type.getDeclaredConstructor().newInstance();
  }

  private static String internalName() {
    return Target.class.getName().replace('.', '/');
  }

  private static byte[] classFile() throws IOException {
    return HookInstallerTest.class
        .getClassLoader()
        .getResourceAsStream(internalName() + ".class")
        .readAllBytes();
  }

  private List<String> logged() throws IOException {
    return Files.readAllLines(log);
  }

  /** What is woven. */
  public static final class Target implements Runnable {
    @Override
    public void run() {}
  }

  private static final class Loader extends ClassLoader {
    Loader(ClassLoader parent) {
      super(parent);
    }

    Class<?> define(String name, byte[] classFile) {
      return defineClass(name, classFile, 0, classFile.length);
    }
  }

  /** Where something ends that begins elsewhere. */
  public static final class Other {
    void over() {}
  }
}
