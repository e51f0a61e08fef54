package io.github.nacosgraceful.reroute;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many calls may be made once more: in each ten seconds a hundred, and one for five calls that
 * are made meanwhile. Where more fail than that, it is no single instance that is gone, and twice
 * the calls would do harm. Any thread.
 */
final class Budget {

  private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);
  private static final long AT_LEAST = 100;
  private static final long CALLS_FOR_ONE = 5;

  private final LongAdder calls = new LongAdder();
  private boolean begun;
  private long since;
  private long callsBefore;
  private long taken;

  /** A call is made. Allocates nothing. */
  void call() {
    calls.increment();
  }

  /**
   * @param now by {@code System.nanoTime()}
   * @return whether there is one left, which is taken
   */
  synchronized boolean take(long now) {
    if (!begun || now - since >= WINDOW) {
      begun = true;
      since = now;
      callsBefore = calls.sum();
      taken = 0;
    }
    if (taken >= AT_LEAST + (calls.sum() - callsBefore) / CALLS_FOR_ONE) {
      return false;
    }
    taken++;
    return true;
  }
}
