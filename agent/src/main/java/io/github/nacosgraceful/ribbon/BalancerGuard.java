package io.github.nacosgraceful.ribbon;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the agent knows of one balancer: which epoch its list is of, and the lock that makes
 * fetching and setting it one step. Without the lock a poll that read before a push overwrites what
 * the push set, and a second update while one is running is dropped silently; either stays wrong
 * until the next poll.
 *
 * <p>Does not refer to the balancer: it is the value of a map with weak keys.
 */
final class BalancerGuard {

  private static final long RETRY_AFTER = TimeUnit.SECONDS.toNanos(1);

  final ReentrantLock lock = new ReentrantLock();
  final String service;
  private volatile long epoch = -1;
  private volatile boolean failed;
  private volatile long retryAt;

  /** Of the refresh that runs; only touched while the lock is held. */
  long epochAtEntry;

  BalancerGuard(String service) {
    this.service = service;
  }

  boolean isOf(long currentEpoch) {
    return epoch >= currentEpoch;
  }

  /**
   * After a failed refresh the old list is served for a second, instead of one more failure at each
   * pick.
   */
  boolean waitsForRetry() {
    return failed && System.nanoTime() - retryAt < 0;
  }

  void refreshed() {
    failed = false;
    epoch = epochAtEntry;
  }

  void refreshFailed() {
    retryAt = System.nanoTime() + RETRY_AFTER;
    failed = true;
  }
}
