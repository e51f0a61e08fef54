package io.github.nacosgraceful.thread;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/**
 * Time, pauses and threads. Whoever waits or starts a thread is handed one, so that a test can
 * drive both by hand. Any thread.
 */
public interface Scheduler extends Ticker {

  /** The clock and the threads of this JVM. */
  Scheduler SYSTEM =
      new Scheduler() {
        @Override
        public long now() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
          Thread.sleep(millis);
        }

        @Override
        public void start(Thread thread) {
          thread.start();
        }

        @Override
        public boolean join(Thread thread, long millis) throws InterruptedException {
          thread.join(Math.max(1, millis)); // 0 would be for ever
          return !thread.isAlive();
        }

        @Override
        public ScheduledExecutorService worker(ThreadFactory threads) {
          ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, threads);
          worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
          return worker;
        }
      };

  void sleep(long millis) throws InterruptedException;

  void start(Thread thread);

  /**
   * Waits until a thread that was started here has ended.
   *
   * @param millis to wait at most; at least 1
   * @return false if it has not ended by then
   */
  boolean join(Thread thread, long millis) throws InterruptedException;

  /**
   * Does one thing after the other, on one thread of that factory. What is still to be done when it
   * is shut down is not done.
   */
  ScheduledExecutorService worker(ThreadFactory threads);

  /**
   * Sleeps on a thread of the agent. Nobody of ours interrupts these; if another does, their loops
   * end by their deadlines.
   */
  default void pause(long millis) {
    try {
      sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
