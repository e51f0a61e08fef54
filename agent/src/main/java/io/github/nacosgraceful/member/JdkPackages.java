package io.github.nacosgraceful.member;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens packages of {@code java.base} to the agent's own module alone, on Java 9 and newer: private
 * fields of the JDK can be read and written then. Any thread.
 */
public final class JdkPackages {

  private JdkPackages() {}

  /**
   * @throws Throwable if this JVM does not let itself be opened
   */
  public static void open(Instrumentation instrumentation, String... packages) throws Throwable {
    Method getModule;
    try {
      getModule = Class.class.getMethod("getModule");
    } catch (NoSuchMethodException java8) {
      return;
    }
    Set<Object> own = Collections.singleton(getModule.invoke(JdkPackages.class));
    Map<String, Set<Object>> opens = new HashMap<>();
    for (String name : packages) {
      opens.put(name, own);
    }
    // By a handle, for this is compiled for 8, and a reflective call of so many arguments costs 50
    // ms
    // on Java 18 and newer.
    MethodHandles.publicLookup()
        .unreflect(
            Instrumentation.class.getMethod(
                "redefineModule",
                Class.forName("java.lang.Module"),
                Set.class,
                Map.class,
                Map.class,
                Set.class,
                Map.class))
        .invoke(
            instrumentation,
            getModule.invoke(Object.class),
            Collections.emptySet(),
            Collections.emptyMap(),
            opens,
            Collections.emptySet(),
            Collections.emptyMap());
  }
}
