package io.github.nacosgraceful.node;

import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread for each node that is asked, for all registrations of a change, and a few more where
 * there are hundreds. A node that hangs holds up only what is asked of it, and a process with fifty
 * services asks a node one question at a time. Any thread.
 */
public final class NodeThreads {

  private static final long LAST_ANSWERS_MILLIS = 200;

  /** A node that is busy, as is the process itself, answers as many within two seconds. */
  private static final int QUESTIONS_OF_A_THREAD = 50;

  private static final int MOST_OF_A_NODE = 4;

  private final Scheduler scheduler;
  private final Map<String, AtomicInteger> questions = new ConcurrentHashMap<>();
  private final Map<String, ScheduledExecutorService> byLane = new ConcurrentHashMap<>();
  private volatile boolean over;

  public NodeThreads(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** For one more question to a node: which of its threads asks it. */
  String lane(Node node) {
    int before =
        questions.computeIfAbsent(node.address, address -> new AtomicInteger()).getAndIncrement();
    boolean all = before >= MOST_OF_A_NODE * QUESTIONS_OF_A_THREAD;
    return lane(node, all ? before % MOST_OF_A_NODE : before / QUESTIONS_OF_A_THREAD);
  }

  private static String lane(Node node, int number) {
    return node.address + "#" + number;
  }

  /** Returns at once. After {@link #end} it does nothing. */
  void schedule(String lane, Runnable work, long delayMillis) {
    if (over) {
      return;
    }
    try {
      byLane.computeIfAbsent(lane, this::start).schedule(work, delayMillis, TimeUnit.MILLISECONDS);
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
    return byLane.values().stream().allMatch(ExecutorService::isTerminated);
  }

  /** After {@link #end}: whether a thread of this node still waits for its answer. */
  boolean isBusy(Node node) {
    for (int number = 0; number < MOST_OF_A_NODE; number++) {
      ScheduledExecutorService thread = byLane.get(lane(node, number));
      if (thread != null && !thread.isTerminated()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Nothing is asked any more, and what is answered from now on does not count. Waits a moment for
   * the threads: a web container that stops an application complains of those that are left. One
   * whose call hangs ends with it.
   */
  public void end() {
    over = true;
    byLane.values().forEach(ExecutorService::shutdown);
    long deadline = scheduler.now() + TimeUnit.MILLISECONDS.toNanos(LAST_ANSWERS_MILLIS);
    try {
      for (ScheduledExecutorService thread : byLane.values()) {
        thread.awaitTermination(deadline - scheduler.now(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It may deregister, too: where a node lists an instance again. */
  private ScheduledExecutorService start(String lane) {
    return scheduler.worker(work -> ClientThread.of(work, "verify", null));
  }
}
