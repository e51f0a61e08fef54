package io.github.nacosgraceful.thread;

import java.util.concurrent.TimeUnit;

/**
 * A clock that a test moves by hand. It begins near the overflow of {@code System.nanoTime()}, so
 * that whoever compares moments instead of differences fails.
 */
public class FakeTicker implements Ticker {

  private volatile long now = Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(50);

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
