package io.github.nacosgraceful.drain;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Runs something before every shutdown hook of the application.
 *
 * <p>{@code java.lang.Shutdown} runs an array of three, one after the other, on whatever thread
 * ends the JVM: SIGTERM, {@code System.exit}, the last non-daemon thread. Slot 1 starts all hooks
 * that were added to the Runtime, at once. A wrapper around that slot comes first, and needs no
 * change to a class of the JDK.
 */
final class ShutdownSlot {

  private static final int APPLICATION_HOOKS = 1;

  private ShutdownSlot() {}

  /**
   * @param first must not throw, and must come back: the JVM waits for it
   * @return false if this JVM is built differently: nothing was changed
   */
  static boolean wrap(Instrumentation instrumentation, Runnable first) {
    try {
      openJavaLang(instrumentation);
      Class.forName("java.lang.ApplicationShutdownHooks", true, null); // fills the slot
      Field field = Class.forName("java.lang.Shutdown", false, null).getDeclaredField("hooks");
      field.setAccessible(true);
      Runnable[] hooks = (Runnable[]) field.get(null);
      Runnable application = hooks.length > APPLICATION_HOOKS ? hooks[APPLICATION_HOOKS] : null;
      if (application == null
          || !application.getClass().getName().startsWith("java.lang.ApplicationShutdownHooks")) {
        return false;
      }
      hooks[APPLICATION_HOOKS] =
          () -> {
            try {
              first.run();
            } finally {
              application.run();
            }
          };
      return true;
    } catch (Throwable t) {
      return false;
    }
  }

  /**
   * Java 9 and newer: opens the package to the agent's module alone. By a method handle, for this
   * is compiled for 8, and a reflective call of so many arguments costs 50 ms on Java 18 and newer.
   */
  private static void openJavaLang(Instrumentation instrumentation) throws Throwable {
    Method getModule;
    try {
      getModule = Class.class.getMethod("getModule");
    } catch (NoSuchMethodException java8) {
      return;
    }
    Object base = getModule.invoke(Object.class);
    Object own = getModule.invoke(ShutdownSlot.class);
    Map<String, Set<Object>> opens =
        Collections.singletonMap("java.lang", Collections.singleton(own));
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
            base,
            Collections.emptySet(),
            Collections.emptyMap(),
            opens,
            Collections.emptySet(),
            Collections.emptyMap());
  }
}
