package io.github.nacosgraceful.departure;

import io.github.nacosgraceful.change.Change;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.thread.Deadline;
import io.github.nacosgraceful.thread.Stamp;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Everything that leaves Nacos in one drain, and whether its callers have been told. Asked by the
 * drain on its own thread. Nothing here waits for Nacos.
 */
public final class Departure {

  /**
   * How long Nacos may take to tell the callers where no list shows that it has: without
   * verification, Nacos 2 and 3 wait 0.5 s; a server 1 lists live and waits 1 s.
   */
  private static final long UNSEEN_WAIT = TimeUnit.MILLISECONDS.toNanos(1200);

  /** A server that hears of a closed connection tells the callers half a second later. */
  private static final long LAST_RESORT_WAIT = TimeUnit.MILLISECONDS.toNanos(600);

  private final List<Leaver> leavers;
  private final DepartureThreads threads;
  private final LateBeats late;
  private final Relisted relisted;
  private final Deadline deadline;
  private final long verifyDeadline;

  /** The one that was not settled last time: of a thousand, one has to be looked at. */
  private Leaver unsettled;

  /**
   * @param deadline no attempt to deregister is begun after it
   * @param verifyDeadline by {@code System.nanoTime()}: no node is waited for after it
   */
  Departure(
      List<Leaver> leavers,
      DepartureThreads threads,
      LateBeats late,
      Relisted relisted,
      Deadline deadline,
      long verifyDeadline) {
    this.leavers = leavers;
    this.threads = threads;
    this.late = late;
    this.relisted = relisted;
    this.deadline = deadline;
    this.verifyDeadline = verifyDeadline;
  }

  /** Whether nothing leaves: the application let go of every owner, or the agent cannot use one. */
  public boolean isNothing() {
    return leavers.isEmpty();
  }

  /** The drain is over: Nacos is not asked any more. */
  public void end() {
    threads.end();
    relisted.end();
  }

  /** Whether it is deregistered. */
  public boolean hasLeft(Registration registration) {
    return leavers.stream()
        .anyMatch(leaver -> leaver.registration() == registration && leaver.isDeregistered());
  }

  /** What leaves, as the summary tells it. */
  public Change change() {
    return Change.out(leavers);
  }

  /** Whether at least one registration is deregistered: then callers are about to leave. */
  public boolean hasLeft() {
    return leavers.stream().anyMatch(Leaver::isDeregistered);
  }

  /** Whether callers have been told, as far as can be known, or the time to find out is up. */
  public boolean isSettled(long now) {
    if (now - verifyDeadline >= 0) {
      return true;
    }
    if (unsettled != null && !isSettled(unsettled, now)) {
      return false;
    }
    for (Leaver leaver : leavers) {
      if (!isSettled(leaver, now)) {
        unsettled = leaver;
        return false;
      }
    }
    return true;
  }

  private boolean isSettled(Leaver leaver, long now) {
    Stamp left = leaver.doneAt();
    if (left.isNever()) {
      return leaver.hasGivenUp() || deadline.isOverSince(LAST_RESORT_WAIT, now);
    }
    if (late.mayBringBack(left, now)) {
      return false;
    }
    Verification verification = leaver.verification();
    boolean shows = verification != null && !leaver.isToldLater();
    return (shows || left.isAgo(UNSEEN_WAIT, now))
        && (verification == null || verification.isSettled(now));
  }
}
