package io.github.nacosgraceful.thread;

import io.github.nacosgraceful.log.Log;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.slf4j.Logger;

/**
 * Makes the threads of the agent: daemons whose names begin with {@code nacos-graceful-}. They take
 * nothing over from the thread that happened to make them, which is often one of the application's:
 * no thread locals, no access context, no group, no priority, no context class loader. Each of
 * these may hold the application, and keep it from being unloaded for as long as the thread lives.
 * Nor does the application hear of their errors.
 */
public final class AgentThread {

  private static final Logger log = Log.get();
  private static final ThreadGroup ROOT = root();
  private static final Constructor<Thread> BARE = bareConstructor();

  private AgentThread() {}

  /**
   * A new thread, which is not started. Any thread.
   *
   * @param loader of the library that the thread calls into, for some libraries load by the context
   *     class loader; null for none
   */
  public static Thread of(Runnable work, String name, ClassLoader loader) {
    // So that nobody who is on the stack becomes a part of what the thread may do.
    return AccessController.doPrivileged(
        new PrivilegedAction<Thread>() {
          @Override
          public Thread run() {
            Thread thread = bare(work, "nacos-graceful-" + name);
            thread.setDaemon(true);
            thread.setPriority(Thread.NORM_PRIORITY);
            thread.setContextClassLoader(loader);
            thread.setUncaughtExceptionHandler(AgentThread::ended);
            return thread;
          }
        });
  }

  private static Thread bare(Runnable work, String name) {
    if (BARE != null) {
      try {
        return BARE.newInstance(ROOT, work, name, 0L, false);
      } catch (ReflectiveOperationException e) {
        log.debug("{} inherits thread locals", name, e);
      }
    }
    Thread thread = new Thread(ROOT, work, name);
    eraseThreadLocals(thread);
    return thread;
  }

  /** Java 8 has no constructor that leaves them out. */
  private static void eraseThreadLocals(Thread thread) {
    try {
      Field inherited = Thread.class.getDeclaredField("inheritableThreadLocals");
      inherited.setAccessible(true);
      inherited.set(thread, null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("{} inherits thread locals", thread.getName(), e);
    }
  }

  /** Null before Java 9. */
  private static Constructor<Thread> bareConstructor() {
    try {
      return Thread.class.getConstructor(
          ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
    } catch (NoSuchMethodException java8) {
      return null;
    }
  }

  private static ThreadGroup root() {
    return AccessController.doPrivileged(
        new PrivilegedAction<ThreadGroup>() {
          @Override
          public ThreadGroup run() {
            ThreadGroup group = Thread.currentThread().getThreadGroup();
            while (group.getParent() != null) {
              group = group.getParent();
            }
            return group;
          }
        });
  }

  private static void ended(Thread thread, Throwable error) {
    log.warn(
        "the agent's thread {} ended with an error, which is kept from the application",
        thread.getName(),
        error);
  }
}
