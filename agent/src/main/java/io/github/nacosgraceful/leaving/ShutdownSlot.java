package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.member.JdkPackages;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;

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
      JdkPackages.open(instrumentation, "java.lang");
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
}
