package io.github.nacosgraceful.node;

import io.github.nacosgraceful.nacos.ClientThread;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread for each node that is asked, for all registrations of a change. A node that hangs
 * holds up nobody but who asks it, and a process with a hundred services asks a node one question
 * at a time.
 */
public final class NodeThreads {

  private static final long LAST_ANSWERS_MILLIS = 200;

  private final Map<String, ScheduledThreadPoolExecutor> byNode = new ConcurrentHashMap<>();
  private volatile boolean over;

  public void schedule(Node node, Runnable work, long delayMillis) {
    if (over) {
      return;
    }
    try {
      byNode
          .computeIfAbsent(node.address, NodeThreads::start)
          .schedule(work, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ended) {
      // by end(), in between
    }
  }

  public boolean areOver() {
    return over;
  }

  /** After {@link #end}: whether no thread is left. */
  boolean haveEnded() {
    return byNode.values().stream().allMatch(ScheduledThreadPoolExecutor::isTerminated);
  }

  /** After {@link #end}: whether the thread of this node still waits for its answer. */
  boolean isBusy(Node node) {
    ScheduledThreadPoolExecutor thread = byNode.get(node.address);
    return thread != null && !thread.isTerminated();
  }

  /**
   * Waits a moment for the threads: a web container that stops an application complains of those
   * that are left. One whose call hangs ends with it.
   */
  public void end() {
    over = true;
    byNode.values().forEach(ScheduledThreadPoolExecutor::shutdown);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_ANSWERS_MILLIS);
    try {
      for (ScheduledThreadPoolExecutor thread : byNode.values()) {
        thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScheduledThreadPoolExecutor start(String address) {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(1, work -> new ClientThread(work, "verify", null));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return thread;
  }
}
