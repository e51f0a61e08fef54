package io.github.nacosgraceful.service;

/** Whether anything warms up at all, which is what a pick asks first. */
public final class WarmUps {

  private final double maxShare;

  /** By {@code System.nanoTime()}: when the last one is over; 0 if none is under way. */
  private volatile long lastUntil;

  /**
   * @param maxShare how many instances of one service may be warming, from 0 to 1
   */
  public WarmUps(double maxShare) {
    this.maxShare = maxShare;
  }

  /** Those of one more service. */
  public ServiceWarmUps ofService() {
    return new ServiceWarmUps(this, maxShare);
  }

  synchronized void begin(long until) {
    if (lastUntil == 0 || until - lastUntil > 0) {
      lastUntil = until == 0 ? 1 : until;
    }
  }

  /** Nearly never true, and then one read. Allocates nothing. */
  public boolean areUnderWay() {
    long until = lastUntil;
    if (until == 0) {
      return false;
    }
    if (System.nanoTime() - until < 0) {
      return true;
    }
    end(until);
    return false;
  }

  private synchronized void end(long until) {
    if (lastUntil == until) {
      lastUntil = 0;
    }
  }
}
