package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.change.Change;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.thread.Stamp;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Everything that leaves Nacos in one drain, and whether its callers have been told. Asked by the
 * drain on its own thread. Nothing here waits for Nacos.
 */
final class Departure {

  /**
   * How long Nacos may take to tell the callers where no list shows that it has: without
   * verification, Nacos 2 and 3 wait 0.5 s; a server 1 lists live and waits 1 s.
   */
  private static final long UNSEEN_WAIT = TimeUnit.MILLISECONDS.toNanos(1200);

  /** A server that hears of a closed connection tells the callers half a second later. */
  private static final long LAST_RESORT_WAIT = TimeUnit.MILLISECONDS.toNanos(600);

  /**
   * After a beat that was late: how long until a list shows that it brought the instance back. A
   * server 2 or 3 refreshes its lists every half second.
   */
  private static final long BACK_WITHIN = TimeUnit.MILLISECONDS.toNanos(700);

  private final Gate gate;
  private final List<Leaver> leavers;
  private final NodeThreads threads;
  private final long deregisterDeadline;
  private final long verifyDeadline;

  /**
   * @param deregisterDeadline by {@code System.nanoTime()}: no attempt to deregister is begun after
   *     it
   * @param verifyDeadline by {@code System.nanoTime()}: no node is waited for after it
   */
  Departure(
      Gate gate,
      List<Leaver> leavers,
      NodeThreads threads,
      long deregisterDeadline,
      long verifyDeadline) {
    this.gate = gate;
    this.leavers = leavers;
    this.threads = threads;
    this.deregisterDeadline = deregisterDeadline;
    this.verifyDeadline = verifyDeadline;
  }

  /** Whether nothing leaves: the application let go of every owner, or the agent cannot use one. */
  boolean isNothing() {
    return leavers.isEmpty();
  }

  /** The drain is over: Nacos is not asked any more. */
  void end() {
    threads.end();
  }

  /** Whether it is deregistered. */
  boolean hasLeft(Registration registration) {
    return leavers.stream()
        .anyMatch(leaver -> leaver.registration() == registration && leaver.isDeregistered());
  }

  /** What leaves, as the summary tells it. */
  Change change() {
    return Change.out(leavers);
  }

  /** Whether at least one registration is deregistered: then callers are about to leave. */
  boolean hasLeft() {
    return leavers.stream().anyMatch(Leaver::isDeregistered);
  }

  /** Whether callers have been told, as far as can be known, or the time to find out is up. */
  boolean isSettled(long now) {
    return now - verifyDeadline >= 0 || leavers.stream().allMatch(leaver -> isSettled(leaver, now));
  }

  private boolean isSettled(Leaver leaver, long now) {
    Stamp left = leaver.doneAt();
    if (left.isNever()) {
      return leaver.hasGivenUp() || now - deregisterDeadline >= LAST_RESORT_WAIT;
    }
    if (gate.isPassing() || mayBeBack(left, now)) {
      return false;
    }
    Verification verification = leaver.verification();
    boolean shows = verification != null && !leaver.isToldLater();
    return (shows || left.isAgo(UNSEEN_WAIT, now))
        && (verification == null || verification.isSettled(now));
  }

  private boolean mayBeBack(Stamp left, long now) {
    Stamp late = gate.lateAt();
    return late.isAfter(left) && late.isWithin(BACK_WITHIN, now);
  }
}
