package io.github.nacosgraceful.following;

import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which empty lists are verified. Each has its own, as a node may hang; but those
 * for which it is too early wait together on one: a restarted Nacos leaves hundreds of services in
 * doubt at once, and most are listed again by then. Any thread.
 */
final class EmptyPushThreads {

  private final Scheduler scheduler;
  private ScheduledExecutorService early;
  private int waiting;

  EmptyPushThreads(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Returns at once.
   *
   * @param loader of the client's classes
   */
  void start(EmptyPush push, ClassLoader loader, long inMillis) {
    if (inMillis <= 0) {
      scheduler.start(AgentThread.of(push, "push-empty", loader));
    } else {
      later(push, loader, inMillis);
    }
  }

  private synchronized void later(EmptyPush push, ClassLoader loader, long millis) {
    if (early == null) {
      early = scheduler.worker(work -> AgentThread.of(work, "push-empty-early", null));
    }
    early.schedule(() -> isTime(push, loader), millis, TimeUnit.MILLISECONDS);
    waiting++;
  }

  private void isTime(EmptyPush push, ClassLoader loader) {
    try {
      if (!push.isOver()) {
        start(push, loader, 0);
      }
    } catch (Throwable t) {
      push.cannotBeVerified(t); // no thread is to be had
    } finally {
      isStarted();
    }
  }

  /** The thread ends with the last of them. */
  private synchronized void isStarted() {
    waiting--;
    if (waiting == 0) {
      early.shutdown();
      early = null;
    }
  }
}
