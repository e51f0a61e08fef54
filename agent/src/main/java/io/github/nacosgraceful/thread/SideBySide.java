package io.github.nacosgraceful.thread;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes attempts until one succeeds or the time is up. If one hangs, the next is made beside it; if
 * one fails, the next is made a moment later. Waits for none of them.
 */
public final class SideBySide {

  /** Where attempts are made, and when. Both return at once. */
  public interface Threads {

    /** On a thread that may hang with it, when it is its turn: a lower rank comes first. */
    void call(int rank, Runnable attempt);

    /** In so many milliseconds, on a thread that never hangs. */
    void later(long millis, Runnable work);
  }

  private final Attempts attempts;
  private final Threads threads;
  private final long patienceMillis;
  private final Runnable missed;
  private final Runnable gaveUp;

  /**
   * @param patienceMillis after which an attempt counts as hanging
   * @param missed runs after each attempt that has not succeeded so far; must not wait
   * @param gaveUp runs once, if the time is up without a success; must not wait
   */
  public SideBySide(
      Attempts attempts, Threads threads, long patienceMillis, Runnable missed, Runnable gaveUp) {
    this.attempts = attempts;
    this.threads = threads;
    this.patienceMillis = patienceMillis;
    this.missed = missed;
    this.gaveUp = gaveUp;
  }

  /** Called once. */
  public void begin() {
    watch();
    next(1);
  }

  /** The deadline may be put off. */
  private void watch() {
    if (attempts.hasSucceeded()) {
      return;
    }
    long left = attempts.leftMillis();
    if (left > 0) {
      threads.later(left, this::watch);
      return;
    }
    missed.run();
    if (!attempts.hasSucceeded()) {
      gaveUp.run();
    }
  }

  private void next(int rank) {
    if (attempts.goesOn()) {
      threads.call(rank, () -> make(rank));
    }
  }

  private void make(int rank) {
    if (!attempts.goesOn()) {
      return;
    }
    AtomicBoolean followed = new AtomicBoolean();
    threads.later(
        patienceMillis,
        () -> {
          if (followed.compareAndSet(false, true) && isMissed()) {
            next(rank + 1);
          }
        });
    attempts.make();
    if (followed.compareAndSet(false, true) && isMissed()) {
      threads.later(Attempts.RETRY_MILLIS, () -> next(rank + 1));
    }
  }

  private boolean isMissed() {
    if (attempts.goesOn()) {
      missed.run();
    }
    return attempts.goesOn();
  }
}
