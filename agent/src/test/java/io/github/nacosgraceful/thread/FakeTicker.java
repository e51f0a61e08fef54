package io.github.nacosgraceful.thread;

import java.util.concurrent.TimeUnit;

/** A clock that a test moves by hand. */
public class FakeTicker implements Ticker {

  private volatile long now;

  /**
   * Begins near the overflow of {@code System.nanoTime()}: whoever compares moments and not
   * differences fails.
   */
  public FakeTicker() {
    this(Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(50));
  }

  /**
   * @param now what it says first
   */
  public FakeTicker(long now) {
    this.now = now;
  }

  @Override
  public long now() {
    return now;
  }

  public void advance(long millis) {
    advanceTo(now + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  protected void advanceTo(long at) {
    now = at;
  }
}
