package io.github.nacosgraceful.service;

import io.github.nacosgraceful.thread.Stamp;
import io.github.nacosgraceful.thread.Ticker;

/** Whether anything warms up at all, which is what a pick asks first. */
public final class WarmUps {

  final double maxShare;
  final Ticker ticker;

  /** When the last one is over; never if none is under way. */
  private volatile Stamp lastUntil = Stamp.NEVER;

  /**
   * @param maxShare how many instances of one service may be warming, from 0 to 1
   */
  public WarmUps(double maxShare) {
    this(maxShare, Ticker.SYSTEM);
  }

  public WarmUps(double maxShare, Ticker ticker) {
    this.maxShare = maxShare;
    this.ticker = ticker;
  }

  synchronized void begin(Stamp until) {
    if (lastUntil.isNever() || until.isAfter(lastUntil)) {
      lastUntil = until;
    }
  }

  /** Nearly never true, and then one read. Allocates nothing. */
  public boolean areUnderWay() {
    Stamp until = lastUntil;
    if (until.isNever()) {
      return false;
    }
    if (!until.isAgo(0, ticker.now())) {
      return true;
    }
    end(until);
    return false;
  }

  private synchronized void end(Stamp until) {
    if (lastUntil == until) {
      lastUntil = Stamp.NEVER;
    }
  }
}
