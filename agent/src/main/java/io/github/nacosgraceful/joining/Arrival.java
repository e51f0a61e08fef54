package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.change.Change;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.List;

/**
 * Everything that is brought back online by hand at one time: registered through its owner, then
 * seen on every node. Nothing here waits for Nacos but {@link #await}.
 */
final class Arrival {

  private static final long POLL_MILLIS = 25;

  private final List<Joiner> joiners;
  private final NodeThreads threads;
  private final long deadline;
  private final Scheduler scheduler;

  /**
   * @param threads on which nodes are asked
   * @param deadline by {@code System.nanoTime()}: no node is waited for after it
   */
  Arrival(List<Joiner> joiners, NodeThreads threads, long deadline, Scheduler scheduler) {
    this.joiners = joiners;
    this.threads = threads;
    this.deadline = deadline;
    this.scheduler = scheduler;
  }

  /**
   * Waits until every node lists everything, or the time is up. Nacos is not asked any more then.
   *
   * @throws InterruptedException if the calling thread is interrupted: the registering goes on
   */
  void await() throws InterruptedException {
    try {
      for (long now = scheduler.now();
          now - deadline < 0 && !isSettled(now);
          now = scheduler.now()) {
        scheduler.sleep(POLL_MILLIS);
      }
    } finally {
      threads.end();
    }
  }

  private boolean isSettled(long now) {
    return joiners.stream().allMatch(joiner -> joiner.isSettled(now));
  }

  /** What comes, as the summary tells it. */
  Change change() {
    return Change.back(joiners);
  }
}
