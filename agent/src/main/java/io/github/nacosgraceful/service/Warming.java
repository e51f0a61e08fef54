package io.github.nacosgraceful.service;

/**
 * One instance that is warming up, or has done so, as this process sees it: from when it first saw
 * it, by its own clock.
 */
public final class Warming {

  private static final double LEAST = 0.01;

  private final WarmUp warmUp;
  private final String text;
  private final long since;
  private volatile boolean over;

  /**
   * @param text as the instance says it
   * @param since by {@code System.nanoTime()}
   */
  Warming(WarmUp warmUp, String text, long since) {
    this.warmUp = warmUp;
    this.text = text;
    this.since = since;
  }

  /** Whether this is the process that says so, and not one that has taken its address. */
  boolean says(String said) {
    return text.equals(said);
  }

  /** It gets its full share from now on. */
  void end() {
    over = true;
  }

  /**
   * What it gets of what a warm one gets: one that nobody calls would never warm up, so never
   * nothing. Allocates nothing.
   *
   * @param now by {@code System.nanoTime()}
   */
  public double shareAt(long now) {
    if (over) {
      return 1;
    }
    double share = warmUp.shareAt(now - since);
    if (share >= 1) {
      over = true;
    }
    return Math.max(share, LEAST);
  }
}
