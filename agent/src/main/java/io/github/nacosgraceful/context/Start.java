package io.github.nacosgraceful.context;

import java.lang.ref.WeakReference;

/**
 * The start of a Spring Boot application: {@code SpringApplication.run}, which returns after the
 * runners and after the ready event. Seen on the stack of its thread, so no version has to be
 * known, and nothing is woven for it.
 */
public final class Start {

  private static final String APPLICATION = "org.springframework.boot.SpringApplication";

  private final WeakReference<Thread> thread;

  private Start(Thread thread) {
    this.thread = new WeakReference<>(thread);
  }

  /**
   * The one that this thread is in, else one that another thread is in: Dubbo registers on threads
   * of its own. Null if there is none. Takes a millisecond or more.
   */
  public static Start current() {
    Thread self = Thread.currentThread();
    if (isStarting(self)) {
      return new Start(self);
    }
    for (Thread other : Thread.getAllStackTraces().keySet()) {
      if (isStarting(other)) {
        return new Start(other);
      }
    }
    return null;
  }

  public boolean isOver() {
    Thread known = thread.get();
    return known == null || !isStarting(known);
  }

  private static boolean isStarting(Thread thread) {
    return isOnStack(thread, "run");
  }

  /** Whether a thread is inside that method of SpringApplication. */
  static boolean isOnStack(Thread thread, String method) {
    return countOnStack(thread, APPLICATION, method) > 0;
  }

  /** How often a thread is inside a method. */
  static int countOnStack(Thread thread, String type, String method) {
    int count = 0;
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals(method) && frame.getClassName().equals(type)) {
        count++;
      }
    }
    return count;
  }
}
