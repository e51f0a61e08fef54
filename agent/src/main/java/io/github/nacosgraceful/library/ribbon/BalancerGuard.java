package io.github.nacosgraceful.library.ribbon;

import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import java.util.Collections;
import java.util.List;
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
  private static final long HANGS_AFTER_MILLIS = 500;
  private static final int LONGEST_WAIT = 4; // times that

  final String service;
  private final Services epochs;

  /**
   * Fair: on a busy machine a pick that waits would else be overtaken by one poll after the other.
   */
  private final ReentrantLock lock = new ReentrantLock(true);

  private volatile long epoch = -1;
  private volatile boolean failed;
  private volatile long retryAt;

  /** How many refreshes have ended: on a machine that is short of time they do, but slowly. */
  private volatile int ended;

  /** Somebody has waited in vain for the refresh that runs. */
  private volatile boolean hangs;

  // Of the refresh that runs; only touched while the lock is held.
  private long epochAtEntry;
  private List<?> serversAtEntry = Collections.emptyList();
  private boolean kept;

  BalancerGuard(String service, Services epochs) {
    this.service = service;
    this.epochs = epochs;
  }

  /** Else it is a service of another registry, and Ribbon's own affair. */
  boolean isOfNacos() {
    return epochs.find(service) != null;
  }

  boolean isCurrent() {
    Service now = epochs.find(service);
    return now == null || epoch >= now.current();
  }

  /**
   * After a failed refresh the old list is served for a second, instead of one more failure at each
   * pick.
   */
  boolean waitsForRetry() {
    return failed && System.nanoTime() - retryAt < 0;
  }

  /** The last refresh failed. */
  boolean hasFailed() {
    return failed;
  }

  boolean isLockedByThisThread() {
    return lock.isHeldByCurrentThread();
  }

  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  /**
   * Waits for the refresh that runs, if it is not known to hang: it takes microseconds, unless it
   * has to ask Nacos and Nacos does not answer.
   */
  boolean tryLock(boolean mayWait) {
    if (lock.tryLock()) {
      return true;
    }
    if (!mayWait || hangs) {
      return false;
    }
    try {
      for (int i = 0; i < LONGEST_WAIT; i++) {
        int before = ended;
        if (lock.tryLock(HANGS_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
        if (ended == before) {
          hangs = true;
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the application's affair
    }
    return false;
  }

  /** Under the lock, before the list is fetched. */
  void begin(List<?> servers) {
    Service now = epochs.find(service);
    epochAtEntry = now == null ? 0 : now.current();
    serversAtEntry = servers;
    kept = false;
  }

  /**
   * Whether an empty list that was fetched is an error, and the servers known before are kept: if
   * Nacos itself last reported some.
   */
  boolean keepsInsteadOf(List<?> fetched) {
    if (!fetched.isEmpty() || !isLockedByThisThread()) {
      return false;
    }
    Service now = epochs.find(service);
    kept = now != null && now.isListed() && !serversAtEntry.isEmpty();
    return kept;
  }

  boolean isKept() {
    return kept;
  }

  /**
   * The servers that there were before this refresh; null where Nacos does not know the service.
   */
  List<?> serversBefore() {
    return epochs.find(service) == null ? null : serversAtEntry;
  }

  /** Under the lock, which stays with its owner. */
  void end(boolean refreshed) {
    serversAtEntry = Collections.emptyList();
    if (refreshed) {
      failed = false;
      epoch = epochAtEntry;
    } else {
      retryAt = System.nanoTime() + RETRY_AFTER;
      failed = true;
    }
    hangs = false;
    ended = ended + 1; // the lock makes this one step
  }
}
