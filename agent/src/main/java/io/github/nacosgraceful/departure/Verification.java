package io.github.nacosgraceful.departure;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.node.Listing;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.node.Question;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Watches one registration go from the list of every node, and has it deregistered again where it
 * is listed longer than is normal, or comes back. On the {@link NodeThreads}.
 */
final class Verification {

  private static final long POLL_MILLIS = 25;
  private static final long RETRY_MILLIS = 200;
  private static final long MOST_RETRY_MILLIS = 400;

  /** Once it is gone: it comes back rarely, and the more rarely the longer it is gone. */
  private static final long WATCH_MILLIS = 100;

  private static final long MOST_WATCH_MILLIS = 1000;

  /**
   * A list shows an instance for 0.6 s after it left on the node of its connection, for 1.7 s on
   * the others.
   */
  private static final long NORMAL_ON_CONNECTED = TimeUnit.SECONDS.toNanos(1);

  private static final long NORMAL_ON_OTHERS = TimeUnit.SECONDS.toNanos(3);

  /** A node that is down tells nobody: it is not waited for longer than one in order may take. */
  private static final long UNANSWERED = NORMAL_ON_OTHERS;

  /**
   * What a cluster takes. For nodes that cannot be asked: their address was only named by another,
   * or nobody names them.
   */
  private static final long UNSEEN = TimeUnit.MILLISECONDS.toNanos(1700);

  /** Deregisters what is listed although it was deregistered. */
  interface Redo {

    /** Whether it was deregistered at all; before that it is listed rightly. */
    boolean isDeregistered();

    void deregister() throws Throwable;
  }

  private final Registration registration;
  private final Listing listing;
  private final NodeThreads threads;
  private final Executor lookUps;
  private final LateBeats late;
  private final Relisted relisted;
  private final Scheduler scheduler;
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private volatile Stamp begunAt = Stamp.NEVER;
  private volatile boolean mayBeMore;
  private volatile boolean allKnown;

  /**
   * @param threads on which nodes are asked
   * @param lookUps on which they are found
   */
  Verification(
      Registration registration,
      Listing listing,
      NodeThreads threads,
      Executor lookUps,
      LateBeats late,
      Relisted relisted,
      Scheduler scheduler) {
    this.registration = registration;
    this.listing = listing;
    this.threads = threads;
    this.lookUps = lookUps;
    this.late = late;
    this.relisted = relisted;
    this.scheduler = scheduler;
  }

  /** Begins, unless it has begun. Returns at once: a thread finds the nodes. */
  synchronized void begin(Redo redo) {
    if (begunAt.isNever()) {
      begunAt = Stamp.at(scheduler.now());
      lookUps.execute(() -> findNodes(redo));
    }
  }

  /** Takes as long as names take to be looked up. */
  private void findNodes(Redo redo) {
    mayBeMore =
        listing.findNodes(
            node -> {
              nodes.add(node);
              new Question(listing, node, threads, new Watch(node, redo)).ask();
            });
    allKnown = true;
  }

  /** Those that are asked, as far as they are known. */
  List<Node> nodes() {
    return nodes;
  }

  /** Whether every node that answers says that it is gone. */
  boolean isSettled(long now) {
    return allKnown
        && (!mayBeMore || begunAt.isAgo(UNSEEN, now))
        && nodes.stream().allMatch(node -> node.isGone() || isGivenUp(node, now));
  }

  /** Whether every node says so. */
  boolean isGoneEverywhere() {
    return allKnown && nodes.stream().allMatch(node -> node.isGone() || node.named);
  }

  /** Whether a node need not be waited for. */
  private boolean isGivenUp(Node node, long now) {
    return !node.hasAnswered() && begunAt.isAgo(node.named ? UNSEEN : UNANSWERED, now);
  }

  /** Has one node asked again and again, until its thread is ended. */
  private final class Watch implements Question.Then {

    private final Node node;
    private final Redo redo;
    private long normalUntil;
    private long retry = RETRY_MILLIS;
    private boolean wasGone;

    Watch(Node node, Redo redo) {
      this.node = node;
      this.redo = redo;
      normalUntil = begunAt.nanos() + (node.connected ? NORMAL_ON_CONNECTED : NORMAL_ON_OTHERS);
    }

    @Override
    public long answered(boolean listed, long now) throws Throwable {
      boolean isBack = listed && wasGone;
      wasGone = !listed;
      if (listed && redo.isDeregistered() && (isBack || now - normalUntil >= 0)) {
        relisted.add(registration, node, isBack);
        normalUntil = now + NORMAL_ON_OTHERS;
        redo.deregister();
      }
      return listed ? POLL_MILLIS : watch(now);
    }

    private long watch(long now) {
      long gone = TimeUnit.NANOSECONDS.toMillis(now - node.goneAt().nanos());
      return late.mayBringBack(now)
          ? WATCH_MILLIS
          : Math.max(WATCH_MILLIS, Math.min(MOST_WATCH_MILLIS, gone / 2));
    }

    /** Where the client itself asks, it logs each failure. */
    @Override
    public long failed() {
      long pause = retry;
      retry = Math.min(MOST_RETRY_MILLIS, 2 * retry);
      return pause;
    }
  }
}
