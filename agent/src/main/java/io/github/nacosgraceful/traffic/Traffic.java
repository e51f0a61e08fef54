package io.github.nacosgraceful.traffic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts inbound requests: how many are in flight, when the last one came in, and how far apart
 * they come.
 *
 * <p>{@link #begin} and {@link #end} run on the threads that serve requests and allocate nothing.
 */
public final class Traffic {

  /** How many arrivals are remembered for the mean gap; a power of two. */
  private static final int REMEMBERED = 64;

  /** Older arrivals say nothing about callers of today. */
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);

  private final AtomicLong begun = new AtomicLong();
  private final LongAdder ended = new LongAdder();
  private final AtomicLongArray arrivals = new AtomicLongArray(REMEMBERED);

  public void begin() {
    long number = begun.getAndIncrement();
    arrivals.lazySet((int) number & (REMEMBERED - 1), System.nanoTime());
  }

  public void end() {
    ended.increment();
  }

  /** Requests that have begun and not ended. Reads the ended ones first: never too low. */
  public long inFlight() {
    long done = ended.sum();
    return Math.max(0, begun.get() - done);
  }

  /** Nanoseconds since the last request came in, or {@code Long.MAX_VALUE} if none ever did. */
  public long sinceLast(long now) {
    long count = begun.get();
    return count == 0 ? Long.MAX_VALUE : now - arrivals.get((int) (count - 1) & (REMEMBERED - 1));
  }

  /**
   * The mean gap of the last requests within a minute, up to now, in nanoseconds; 0 if there was
   * none.
   */
  public long meanGap(long now) {
    long count = begun.get();
    long oldest = now;
    int seen = 0;
    for (long number = Math.max(0, count - REMEMBERED); number < count; number++) {
      long arrival = arrivals.get((int) number & (REMEMBERED - 1));
      if (now - arrival <= WINDOW) {
        seen++;
        oldest =
            Math.min(oldest - now, arrival - now)
                + now; // nanoTime may overflow: compare differences
      }
    }
    return seen == 0 ? 0 : (now - oldest) / seen;
  }
}
