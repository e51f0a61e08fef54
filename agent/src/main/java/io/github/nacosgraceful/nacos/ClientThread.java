package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.thread.AgentThread;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The threads on which the agent itself registers or deregisters through a Nacos client. Their
 * calls pass where the application's no longer do, and are not taken for the application's wish.
 */
public final class ClientThread {

  private static final Set<Thread> RUNNING = ConcurrentHashMap.newKeySet();

  private ClientThread() {}

  /**
   * A new one, which is not started.
   *
   * @param loader of the client's classes: some of its code loads by the context loader
   */
  public static Thread of(Runnable work, String name, ClassLoader loader) {
    return AgentThread.of(
        () -> {
          RUNNING.add(Thread.currentThread());
          try {
            work.run();
          } finally {
            RUNNING.remove(Thread.currentThread());
          }
        },
        name,
        loader);
  }

  /** Whether the calling thread is one. */
  public static boolean isCurrent() {
    return RUNNING.contains(Thread.currentThread());
  }
}
