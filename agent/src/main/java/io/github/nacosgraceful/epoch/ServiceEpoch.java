package io.github.nacosgraceful.epoch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the changes of one service. Who keeps a copy of its instances takes the epoch
 * <em>before</em> reading them and compares it when it picks: equal means that nothing has changed
 * since. No timing is assumed.
 */
public final class ServiceEpoch {

  private final AtomicLong epoch = new AtomicLong();
  private volatile boolean listed;

  /** The order matters: whoever sees the new epoch also sees the new {@link #isListed}. */
  void bump(boolean nowListed) {
    listed = nowListed;
    epoch.incrementAndGet();
  }

  public long current() {
    return epoch.get();
  }

  /** Whether the last state that Nacos reported had an instance that callers may use. */
  public boolean isListed() {
    return listed;
  }
}
