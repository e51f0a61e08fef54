package io.github.nacosgraceful.node;

import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One thread for each node that is asked, for all registrations of a change. A node that hangs
 * holds up only what is asked of it, and a process with a hundred services asks a node one question
 * at a scheduler. Any thread.
 */
public final class NodeThreads {

  private static final long LAST_ANSWERS_MILLIS = 200;

  private final Scheduler scheduler;
  private final Map<String, ScheduledExecutorService> byNode = new ConcurrentHashMap<>();
  private volatile boolean over;

  public NodeThreads(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Returns at once. After {@link #end} it does nothing. */
  void schedule(Node node, Runnable work, long delayMillis) {
    if (over) {
      return;
    }
    try {
      byNode
          .computeIfAbsent(node.address, this::start)
          .schedule(work, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ended) {
      // by end(), in between
    }
  }

  /** By {@code System.nanoTime()}. */
  long now() {
    return scheduler.now();
  }

  public boolean areOver() {
    return over;
  }

  /** After {@link #end}: whether no thread is left. */
  boolean haveEnded() {
    return byNode.values().stream().allMatch(ExecutorService::isTerminated);
  }

  /** After {@link #end}: whether the thread of this node still waits for its answer. */
  boolean isBusy(Node node) {
    ScheduledExecutorService thread = byNode.get(node.address);
    return thread != null && !thread.isTerminated();
  }

  /**
   * Nothing is asked any more, and what is answered from now on does not count. Waits a moment for
   * the threads: a web container that stops an application complains of those that are left. One
   * whose call hangs ends with it.
   */
  public void end() {
    over = true;
    byNode.values().forEach(ExecutorService::shutdown);
    long deadline = scheduler.now() + TimeUnit.MILLISECONDS.toNanos(LAST_ANSWERS_MILLIS);
    try {
      for (ScheduledExecutorService thread : byNode.values()) {
        thread.awaitTermination(deadline - scheduler.now(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It may deregister, too: where a node lists an instance again. */
  private ScheduledExecutorService start(String address) {
    return scheduler.worker(work -> ClientThread.of(work, "verify", null));
  }
}
