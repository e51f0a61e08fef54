package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.thread.Stamp;
import java.util.concurrent.TimeUnit;

/**
 * Whether callers plainly stay, though they were told to leave: behind a balancer that never
 * changes its mind, or one that has not heard of it. Their calls are counted in each half of {@code
 * drain.stall}; they stay when a half has as many as the fewest so far, give or take a tenth.
 * Callers who leave one by one, as their caches expire, get fewer with each half. After a half
 * without any they have left. Used by one thread.
 */
final class Stall {

  private static final double FEWER = 0.9;

  private final long half;
  private Stamp halfBegan = Stamp.NEVER;
  private long callsBefore;
  private long calls = Long.MAX_VALUE;
  private long fewest = Long.MAX_VALUE;
  private Stamp since = Stamp.NEVER;

  /**
   * @param stall in nanoseconds; 0 for never
   */
  Stall(long stall) {
    half = stall / 2;
  }

  /**
   * One look, from when callers were told on.
   *
   * @param now by {@code System.nanoTime()}
   * @param all how many requests have come in so far
   */
  void see(long now, long all) {
    if (half == 0) {
      return;
    }
    if (halfBegan.isNever()) {
      halfBegan = Stamp.at(now);
      callsBefore = all;
    } else if (halfBegan.isAgo(half, now)) {
      halfBegan = Stamp.at(now);
      calls = all - callsBefore;
      callsBefore = all;
      boolean stay = fewest > 0 && calls >= FEWER * fewest && fewest < Long.MAX_VALUE;
      since = !stay ? Stamp.NEVER : since.isNever() ? Stamp.at(now) : since;
      fewest = Math.min(fewest, calls);
    }
  }

  /** Since when they are known to stay; never if they leave, as far as is known. */
  Stamp since() {
    return since;
  }

  /** How many calls a second came in the last half. */
  double rate() {
    return (double) calls * TimeUnit.SECONDS.toNanos(1) / half;
  }
}
