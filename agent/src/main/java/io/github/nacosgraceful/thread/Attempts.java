package io.github.nacosgraceful.thread;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * Tries something that may fail or hang, again and again, until it succeeds or the time is up.
 * Begun once, on a thread of the agent; any thread asks what came of it.
 */
public final class Attempts {

  private static final Logger log = Log.get();

  /** What fails at once, like a client without a connection, may soon not fail any more. */
  private static final long RETRY_MILLIS = 200;

  /** What is tried. */
  public interface Attempt {
    void make() throws Throwable;
  }

  private final String failure;
  private final Attempt attempt;
  private final Runnable succeeded;
  private final long deadline;
  private final Scheduler scheduler;
  private volatile Stamp succeededAt = Stamp.NEVER;
  private volatile String problem = "no answer";
  private volatile boolean over;

  /**
   * @param failure what happens when an attempt fails, for the log
   * @param succeeded runs after each attempt that succeeds, on its thread
   * @param deadline by {@code System.nanoTime()}: no attempt is begun after it
   */
  public Attempts(
      String failure, Attempt attempt, Runnable succeeded, long deadline, Scheduler scheduler) {
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

  /**
   * Makes each attempt on a thread of its own. If one hangs, only its thread hangs with it, and the
   * next one is made beside it.
   *
   * @param thread makes one, which does that work
   * @param patienceMillis after which an attempt counts as hanging
   * @param missed runs after each attempt that has not succeeded so far
   */
  public void sideBySide(Function<Runnable, Thread> thread, long patienceMillis, Runnable missed) {
    while (goesOn()) {
      Thread one = thread.apply(this::make);
      scheduler.start(one);
      boolean ended = awaitEnd(one, patienceMillis);
      if (!hasSucceeded()) {
        missed.run();
        if (ended) {
          pause();
        }
      }
    }
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
    return over || scheduler.now() - deadline >= 0;
  }

  private void make() {
    try {
      attempt.make();
      succeed();
      succeeded.run();
    } catch (Throwable t) {
      problem = Reason.of(t);
      log.debug("{}: {}", failure, problem);
    }
  }

  private boolean goesOn() {
    return !hasSucceeded() && scheduler.now() - deadline < 0;
  }

  private boolean awaitEnd(Thread one, long patienceMillis) {
    try {
      return scheduler.join(one, Math.max(1, Math.min(leftMillis(), patienceMillis)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that: it ends by its deadline
      return false;
    }
  }

  private void pause() {
    if (goesOn()) {
      scheduler.pause(Math.max(1, Math.min(leftMillis(), RETRY_MILLIS)));
    }
  }

  private long leftMillis() {
    return TimeUnit.NANOSECONDS.toMillis(deadline - scheduler.now());
  }
}
