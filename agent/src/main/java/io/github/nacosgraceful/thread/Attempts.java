package io.github.nacosgraceful.thread;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import org.slf4j.Logger;

/**
 * Tries something that may fail or hang, again and again, until it succeeds or the time is up: in
 * turn, or {@link SideBySide}. Begun once, on a thread of the agent; any thread asks what came of
 * it.
 */
public final class Attempts {

  private static final Logger log = Log.get();

  /** What fails at once, like a client without a connection, may soon not fail any more. */
  static final long RETRY_MILLIS = 200;

  /** What is tried. */
  public interface Attempt {
    void make() throws Throwable;
  }

  private final String failure;
  private final Attempt attempt;
  private final Runnable succeeded;
  private final Deadline deadline;
  private final Scheduler scheduler;
  private volatile Stamp succeededAt = Stamp.NEVER;
  private volatile String problem = "no answer";
  private volatile boolean over;

  /**
   * @param failure what happens when an attempt fails, for the log
   * @param succeeded runs after each attempt that succeeds, on its thread
   * @param deadline no attempt is begun after it
   */
  public Attempts(
      String failure, Attempt attempt, Runnable succeeded, Deadline deadline, Scheduler scheduler) {
    this.failure = failure;
    this.attempt = attempt;
    this.succeeded = succeeded;
    this.deadline = deadline;
    this.scheduler = scheduler;
  }

  /** Makes each attempt on the calling thread, which hangs with it. */
  public void inTurn() {
    while (goesOn()) {
      make();
      pause();
    }
    over = true;
  }

  /** None is made. */
  public void cannotBegin(Throwable why) {
    problem = Reason.of(why);
    over = true;
  }

  /** By {@code System.nanoTime()}; never if it has not succeeded. */
  public Stamp succeededAt() {
    return succeededAt;
  }

  public boolean hasSucceeded() {
    return !succeededAt.isNever();
  }

  /** What was to be reached is reached, now or before: no further attempt is made. */
  public synchronized void succeed() {
    if (!hasSucceeded()) {
      succeededAt = Stamp.at(scheduler.now());
    }
  }

  /** Why it has not succeeded, as far as known. */
  public String problem() {
    return problem;
  }

  /** Whether no further attempt is made. */
  public boolean isOver() {
    return over || deadline.isOver(scheduler.now());
  }

  /** Makes one, on the calling thread. Never throws. */
  void make() {
    try {
      attempt.make();
      succeed();
      deadline.progress(scheduler.now());
      succeeded.run();
    } catch (Throwable t) {
      problem = Reason.of(t);
      log.debug("{}: {}", failure, problem);
    }
  }

  boolean goesOn() {
    return !hasSucceeded() && !deadline.isOver(scheduler.now());
  }

  /** Until the deadline, as far as known; 0 after it. */
  long leftMillis() {
    return deadline.leftMillis(scheduler.now());
  }

  private void pause() {
    if (goesOn()) {
      scheduler.pause(Math.max(1, Math.min(leftMillis(), RETRY_MILLIS)));
    }
  }
}
