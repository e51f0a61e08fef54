package io.github.nacosgraceful.weave;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.THROWN;
import static io.github.nacosgraceful.weave.Value.argument;
import static io.github.nacosgraceful.weave.Value.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Woven classes are loaded, and so checked by the JVM's verifier, and run. */
class WeaverTest {

  private static final int POINT = Bridge.point("test.weaver");
  private static final Advice PROBE = Advice.of(POINT);
  private static final String WORK = "work(IJLjava/lang/String;D[I)J";
  private static final String CONSTRUCTOR = "<init>(Ljava/lang/String;Z)V";

  private final List<String> calls = new ArrayList<>();
  private Object entered;

  @BeforeEach
  void listen() {
    Bridge.install(
        POINT,
        new Handler() {
          @Override
          public Object enter(Object self, Object a, Object b, Object c) {
            calls.add("enter " + self + " " + a + " " + b + " " + c);
            return entered;
          }

          @Override
          public void exit(Object given, Object self, Object a) {
            calls.add("exit " + given + " " + self + " " + a);
          }

          @Override
          public Object replace(Object self, Object a, Object value) {
            calls.add("replace " + self + " " + a + " " + value);
            return value + "!";
          }

          @Override
          public Object leave(Object given, Object self, Object a, Object result) {
            calls.add("leave " + given + " " + self + " " + a + " " + result);
            return "left";
          }

          @Override
          public Object rescue(Object self, Object a, Object b, Object c, Throwable thrown) {
            calls.add("rescue " + self + " " + a + " " + b + " " + c + " " + thrown.getMessage());
            return entered == null ? thrown : entered;
          }
        });
  }

  @AfterEach
  void stopListening() {
    Bridge.install(POINT, null);
  }

  @Test
  void callsAtTheStart() throws Exception {
    assertThat(call(work(PROBE.enter(SELF, argument(2))), 2, "x")).isEqualTo(223L);
    assertThat(calls).containsExactly("enter target x null null");
  }

  @Test
  void callsAtEachReturn() throws Exception {
    Object target = work(PROBE.enter(SELF).end(SELF, argument(2)));
    entered = "token";
    assertThat(call(target, 2, "x")).isEqualTo(223L);
    assertThat(call(target, -1, "y")).isEqualTo(-7L);
    assertThat(calls)
        .as("the argument as it was given, though the method assigns to it")
        .containsExactly(
            "enter target null null null",
            "exit token target x",
            "enter target null null null",
            "exit token target y");
  }

  @Test
  void callsAtTheEndOfWhatIsThrown() throws Exception {
    Object target = work(PROBE.enter(SELF).end(SELF, THROWN));
    assertThatThrownBy(() -> call(target, 0, "x")).hasMessage("for the test");
    assertThat(calls).last().isEqualTo("exit null target java.lang.Error: for the test");
    assertThat(call(target, 2, "x")).isEqualTo(223L);
    assertThat(calls).last().isEqualTo("exit null target null");
  }

  @Test
  void doesNotCallAtTheEndOfWhatIsThrownUnlessAskedTo() throws Exception {
    Object target = work(PROBE.returned(SELF, NOTHING));
    assertThatThrownBy(() -> call(target, 0, "x")).hasMessage("for the test");
    assertThat(calls).isEmpty();
    assertThat(call(target, -1, "x")).isEqualTo(-7L);
    assertThat(calls).containsExactly("exit null target null");
  }

  @Test
  void skipsTheMethod() throws Exception {
    Object target = work(PROBE.enterOrSkip(SELF).end(SELF, THROWN));
    entered = "skip";
    assertThat(call(target, 0, "x")).isEqualTo(0L);
    assertThat(calls).last().isEqualTo("exit skip target null");
    entered = null;
    assertThat(call(target, 2, "x")).isEqualTo(223L);
  }

  @Test
  void skipsWithoutAnEnd() throws Exception {
    Object target = work(PROBE.enterOrSkip(SELF));
    entered = "skip";
    assertThat(call(target, 0, "x")).isEqualTo(0L);
    entered = null;
    assertThat(call(target, -1, "x")).isEqualTo(-7L);
  }

  @Test
  void replacesAnArgument() throws Exception {
    assertThat(call(work(PROBE.replaceArgument(2, SELF)), 2, "x")).isEqualTo(224L);
    assertThat(calls).containsExactly("replace target null x");
  }

  @Test
  void replacesAResult() throws Exception {
    Object target = woven("join(Ljava/lang/String;)Ljava/lang/String;", result(argument(0)));
    assertThat(call(target, "join", "a")).isEqualTo("a-!");
    assertThat(call(target, "join", (String) null)).isEqualTo("none!");
    assertThat(calls).containsExactly("replace target a a-", "replace target null none");
  }

  @Test
  void replacesAResultOfAStaticMethod() throws Exception {
    Object target =
        woven(
            "fixed(JLjava/lang/String;)Ljava/lang/String;", PROBE.replaceResult(NOTHING, NOTHING));
    Method fixed = target.getClass().getMethod("fixed", long.class, String.class);
    assertThat(fixed.invoke(null, 1L, "s")).isEqualTo("s!");
  }

  @Test
  void leavesWithTheResultOrWithout() throws Exception {
    Object target =
        woven(
            "join(Ljava/lang/String;)Ljava/lang/String;",
            PROBE.enterOrSkip(SELF, argument(0)).leave(SELF, argument(0)));
    assertThat(call(target, "join", "a")).isEqualTo("left");
    assertThat(calls).last().isEqualTo("leave null target a a-");
    assertThatThrownBy(() -> call(target, "join", "throw")).hasMessage("for the test");
    assertThat(calls).last().isEqualTo("leave null target throw null");
    entered = "kept";
    assertThat(call(target, "join", "a")).isEqualTo("left");
    assertThat(calls).last().isEqualTo("leave kept target a null");
  }

  @Test
  void rescuesWhatIsThrownAndNothingElse() throws Exception {
    Object target =
        woven("join(Ljava/lang/String;)Ljava/lang/String;", PROBE.rescue(SELF, argument(0)));
    assertThat(call(target, "join", "a")).isEqualTo("a-");
    assertThat(call(target, "join", (String) null)).isEqualTo("none");
    assertThat(calls).as("nothing is called while nothing is thrown").isEmpty();
    assertThatThrownBy(() -> call(target, "join", "throw")).hasMessage("for the test");
    assertThat(calls).containsExactly("rescue target throw null null for the test");
    entered = "rescued";
    assertThat(call(target, "join", "throw")).isEqualTo("rescued");
    entered = new Error("another");
    assertThatThrownBy(() -> call(target, "join", "throw")).hasMessage("another");
  }

  /** Loops, handlers, wide variables, and a parameter that is assigned to. */
  @Test
  void rescuesWithWhatTheMethodWasGivenAndWithACallAtTheStart() throws Exception {
    Object target =
        woven(
            "mix(JLjava/lang/String;D[Ljava/lang/String;)Ljava/lang/Object;",
            PROBE.enter(NOTHING).rescue(SELF, argument(1), argument(3), argument(1)));
    Method mix =
        target.getClass().getMethod("mix", long.class, String.class, double.class, String[].class);
    String[] labels = {"a", "b"};
    assertThat(invoke(mix, target, 2L, "x", 1.5, labels)).isEqualTo("xab3.0");
    assertThat(calls).containsExactly("enter null null null null");
    assertThatThrownBy(() -> invoke(mix, target, 3L, "x", 1.5, labels))
        .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    assertThat(calls).last().asString().startsWith("rescue target x " + labels + " x ");
    entered = 7L;
    assertThat(invoke(mix, target, 3L, "x", 1.5, labels)).isEqualTo(7L);
  }

  @Test
  void rescuesInsideAndOutsideOfOtherHooks() throws Exception {
    String join = "join(Ljava/lang/String;)Ljava/lang/String;";
    Advice ends = PROBE.enter(SELF).end(SELF, THROWN);
    for (List<Hook> hooks :
        Arrays.asList(
            Arrays.asList(hook(join, PROBE.rescue(SELF)), hook(join, ends)),
            Arrays.asList(hook(join, ends), hook(join, PROBE.rescue(SELF))))) {
      Object target = define(hooks.toArray(new Hook[0])).getConstructor().newInstance();
      entered = null;
      assertThatThrownBy(() -> call(target, "join", "throw")).hasMessage("for the test");
      entered = "rescued";
      assertThat(call(target, "join", "throw")).isEqualTo("rescued");
      assertThat(call(target, "join", "a")).isEqualTo("a-");
    }
  }

  @Test
  void rescuesNoPrimitive() {
    assertThatThrownBy(() -> work(PROBE.rescue(SELF))).hasMessage("J is a primitive");
  }

  @Test
  void replacesAFieldAtTheEndOfAConstructor() throws Exception {
    Hook hook = hook(CONSTRUCTOR, PROBE.replaceField("name", SELF, field("second")));
    Object one = define(hook).getConstructor(String.class, boolean.class).newInstance("a", true);
    assertThat(one.toString()).isEqualTo("a!");
    Object two = define(hook).getConstructor(String.class, boolean.class).newInstance("b", false);
    assertThat(two.toString()).isEqualTo("not b!");
    assertThat(calls).containsExactly("replace a 2a a", "replace not b null not b");
  }

  @Test
  void callsAtTheEndOfEveryConstructor() throws Exception {
    Hook hook = Hook.onConstructors(name(), PROBE.returned(SELF, NOTHING));
    define(hook).getConstructor().newInstance();
    define(hook).getConstructor(String.class, boolean.class).newInstance("a", true);
    assertThat(calls)
        .as("one of them calls another")
        .containsExactly("exit null target null", "exit null a null", "exit null a null");
  }

  @Test
  void givesAConstructorsArgument() throws Exception {
    Hook hook = hook(CONSTRUCTOR, PROBE.returned(SELF, argument(0)));
    define(hook).getConstructor(String.class, boolean.class).newInstance("b", false);
    assertThat(calls).containsExactly("exit null not b b");
  }

  @Test
  void callsAtTheStartOfAConstructorBeforeThereIsAThis() throws Exception {
    Hook hook = hook(CONSTRUCTOR, PROBE.enter(NOTHING, argument(0)));
    define(hook).getConstructor(String.class, boolean.class).newInstance("b", false);
    assertThat(calls).containsExactly("enter null b null null");
  }

  @Test
  void weavesTwoHooksIntoOneMethodTheFirstOneOutermost() throws Exception {
    Object target =
        define(
                hook(WORK, PROBE.enter(SELF, argument(2)).end(SELF, argument(2))),
                hook(WORK, PROBE.replaceArgument(2, SELF)),
                hook(WORK, PROBE.enterOrSkip(NOTHING).end(NOTHING, THROWN)))
            .getConstructor()
            .newInstance();
    assertThat(call(target, 2, "x")).isEqualTo(224L);
    assertThat(calls)
        .containsExactly(
            "enter target x null null",
            "replace target null x",
            "enter null null null null",
            "exit null null null",
            "exit null target x");
    calls.clear();
    assertThatThrownBy(() -> call(target, 0, "x")).hasMessage("for the test");
    assertThat(calls).hasSize(5);
  }

  @Test
  void leavesPrimitivesOfEveryKindAsTheyAre() throws Exception {
    for (String result : Arrays.asList("Z", "B", "C", "S", "I", "J", "F", "D")) {
      Object target =
          woven("of" + result + "()" + result, PROBE.enterOrSkip(SELF).end(SELF, THROWN));
      Method method = target.getClass().getMethod("of" + result);
      assertThat(method.invoke(target).toString()).as(result).isNotIn("0", "0.0", "false", "\0");
      entered = "skip";
      assertThat(method.invoke(target).toString()).as(result).isIn("0", "0.0", "false", "\0");
      entered = null;
    }
  }

  @Test
  void skipsWithTrue() throws Exception {
    Object target = woven("not(Z)Z", PROBE.enterOrTrue(SELF));
    Method method = target.getClass().getMethod("not", boolean.class);
    assertThat(method.invoke(target, true)).isEqualTo(false);
    entered = "skip";
    assertThat(method.invoke(target, true)).isEqualTo(true);
  }

  @Test
  void refusesWhatItCannotGive() {
    assertThatThrownBy(() -> woven(WORK, PROBE.enter(argument(0)))).hasMessage("I is a primitive");
    assertThatThrownBy(() -> woven(WORK, PROBE.enter(field("no"))))
        .hasMessageEndingWith(" has no field no");
    assertThatThrownBy(
            () -> woven("fixed(JLjava/lang/String;)Ljava/lang/String;", PROBE.enter(SELF)))
        .hasMessage("a static method has no this");
  }

  @Test
  void namesARequiredMethodThatIsMissing() {
    assertThatThrownBy(() -> woven("no()V", PROBE.enter(SELF)))
        .isInstanceOf(MissingJoinPointException.class)
        .hasMessage(name() + "#no()V");
  }

  private static Advice result(Value argument) {
    return PROBE.replaceResult(SELF, argument);
  }

  private static Object work(Advice advice) throws Exception {
    return woven(WORK, advice);
  }

  private static Object woven(String signature, Advice advice) throws Exception {
    return define(hook(signature, advice)).getConstructor().newInstance();
  }

  private static Hook hook(String signature, Advice advice) {
    return Hook.on(name(), signature, advice);
  }

  private static Class<?> define(Hook... hooks) throws Exception {
    byte[] classFile =
        WeaverTest.class
            .getClassLoader()
            .getResourceAsStream(name().replace('.', '/') + ".class")
            .readAllBytes();
    List<Hook> all = Arrays.asList(hooks);
    Weaver weaver = new Weaver(classFile, all, new ClassFiles(WeaverTest.class.getClassLoader()));
    byte[] woven = weaver.weave(weaver.present(all));
    return new ClassLoader(WeaverTest.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(name(), woven, 0, woven.length);
      }
    }.define();
  }

  private static String name() {
    return Target.class.getName();
  }

  private static Object call(Object target, int times, String text) throws Exception {
    Method work =
        target
            .getClass()
            .getMethod("work", int.class, long.class, String.class, double.class, int[].class);
    return invoke(work, target, times, 10L, text, 1.5, new int[] {100, 100});
  }

  private static Object call(Object target, String name, String argument) throws Exception {
    return invoke(target.getClass().getMethod(name, String.class), target, argument);
  }

  private static Object invoke(Method method, Object target, Object... arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error) {
        throw (Error) e.getCause();
      }
      throw e;
    }
  }

  /** What is woven: loops, handlers, wide variables, early returns, assigned parameters. */
  public static final class Target {
    private final String second;
    private String name = "target";

    public Target() {
      this.second = null;
    }

    /** A branch before the other constructor is called, and one after it. */
    public Target(String name, boolean plain) {
      this(plain ? name : "not " + name, plain ? 2 : 1, name);
      if (this.name == null) {
        throw new IllegalArgumentException();
      }
    }

    private Target(String name, int times, String second) {
      this.name = name;
      this.second = times > 1 ? times + second : null;
    }

    public long work(int times, long base, String text, double factor, int[] numbers) {
      long sum = 0;
      if (times < 0) {
        text = "assigned";
        return -7;
      }
      try {
        for (int i = 0; i < times; i++) {
          long number = numbers[i];
          double scaled = number * factor;
          sum += scaled > 1 ? number + base : 0;
          String label = text;
          sum += label == null ? 0 : i;
        }
        sum += text.length();
        text = "assigned";
        if (times == 0) {
          throw new Error("for the test");
        }
      } catch (IllegalStateException e) {
        return 0;
      } finally {
        sum++;
      }
      return sum;
    }

    public String join(String text) {
      if (text == null) {
        return "none";
      }
      if (text.equals("throw")) {
        throw new Error("for the test");
      }
      return text + "-";
    }

    public Object mix(long times, String text, double factor, String[] labels) {
      String all = text;
      text = "assigned";
      try {
        for (int i = 0; i < times; i++) {
          long number = i;
          all += labels[(int) number];
        }
      } catch (IllegalStateException e) {
        labels = null;
      }
      double scaled = times * factor;
      return all + scaled;
    }

    public static String fixed(long number, String text) {
      return number > 0 ? text : null;
    }

    public boolean not(boolean value) {
      return !value;
    }

    public boolean ofZ() {
      return true;
    }

    public byte ofB() {
      return 1;
    }

    public char ofC() {
      return 'c';
    }

    public short ofS() {
      return 1;
    }

    public int ofI() {
      return 1;
    }

    public long ofJ() {
      return 1;
    }

    public float ofF() {
      return 1;
    }

    public double ofD() {
      return 1;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
