package io.github.nacosgraceful.library.ribbon;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Whether every balancer's list is of the current epoch, as one comparison: all that a pick costs
 * while nothing changes.
 *
 * <p>Everything that may make a list old is counted <em>after</em> it has happened: a bump once the
 * epoch is up, a balancer once it is among those that are asked. {@link #settle} takes the count
 * <em>before</em> it asks. So what it did not see is counted on top of what it took, and the
 * comparison fails.
 */
final class Changes {

  private final AtomicLong count = new AtomicLong();
  private volatile long settledAt;

  boolean areSettled() {
    return settledAt == count.get();
  }

  void add() {
    count.incrementAndGet();
  }

  /**
   * Synchronized: of two at a time, the one that took the lower count may be the later to write.
   */
  synchronized void settle(BooleanSupplier allCurrent) {
    long at = count.get();
    if (allCurrent.getAsBoolean()) {
      settledAt = at;
    }
  }
}
