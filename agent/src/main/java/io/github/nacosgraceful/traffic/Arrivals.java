package io.github.nacosgraceful.traffic;

import io.github.nacosgraceful.thread.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * When requests came in: how many, when the last one did, and how far apart the last {@value
 * #REMEMBERED} were.
 *
 * <p>Reading the clock is most of what it costs to count a request. So once they come fast, they
 * are only counted, and an {@link ArrivalSampler} looks at the count every few milliseconds. What
 * it has not seen yet came in a moment ago: never too early, so that a drain never takes callers
 * for gone too soon. Once a drain looks at the last request, the clock is read for each again.
 *
 * <p>Counts on the threads that serve, without a lock and without allocating. The rest runs on any
 * thread.
 */
final class Arrivals {

  /** A power of two. */
  static final int REMEMBERED = 64;

  /** Older arrivals say nothing about callers of today. */
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(60);

  /** So many within that time are callers. Fewer may be a scrape, or a call by the way. */
  private static final int FEWEST_OF_CALLERS = 3;

  private static final long CALLERS_WITHIN = TimeUnit.SECONDS.toNanos(10);

  /** That all remembered ones came in within so long makes them many. */
  private static final long BUSY = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong begun = new AtomicLong();
  private final AtomicLongArray arrivals = new AtomicLongArray(REMEMBERED);
  private final Ticker ticker;
  private final Consumer<Arrivals> sampler;

  /** Whether requests are only counted, and looked at by the sampler. */
  private volatile boolean sampled;

  /** Whether the clock is read for each request, however fast they come. */
  private volatile boolean exact;

  /** How many were known when somebody looked last; guarded by this, like the next. */
  private long seen;

  private long seenAt;
  private boolean lookedAt;

  /**
   * @param sampler told each time that requests are seen to come fast
   */
  Arrivals(Ticker ticker, Consumer<Arrivals> sampler) {
    this.ticker = ticker;
    this.sampler = sampler;
  }

  /** A request comes in. */
  void add() {
    if (sampled) {
      begun.getAndIncrement();
    } else {
      add(ticker.now());
    }
  }

  /** The same for one that came in at that time of the ticker. */
  void add(long now) {
    if (!exact && isTurn(begun.get()) && now - arrivals.get(0) <= BUSY) {
      sampler.accept(this); // before it counts: should this fail, nothing has begun
    }
    int slot = (int) begun.getAndIncrement() & (REMEMBERED - 1);
    arrivals.lazySet(slot, now);
  }

  /** How many came in so far. */
  long count() {
    return begun.get();
  }

  /**
   * @param exact whether the clock is read for each request from now on, however fast they come
   */
  synchronized void beExact(boolean exact) {
    this.exact = exact;
    if (exact) {
      sampled = false;
    }
  }

  /** Nanoseconds since the last one came in, or {@code Long.MAX_VALUE} if none ever did. */
  long sinceLast(long now) {
    look(now);
    long count = begun.get();
    return count == 0 ? Long.MAX_VALUE : now - arrival(count - 1);
  }

  /** Whether there are callers, and not a stray request: three have come in within 10 s. */
  boolean areCallers(long now) {
    look(now);
    long number = begun.get() - FEWEST_OF_CALLERS;
    return number >= 0 && now - arrival(number) <= CALLERS_WITHIN;
  }

  /**
   * The mean gap of the last ones within a minute, up to now, in nanoseconds; 0 if there was none.
   */
  long meanGap(long now) {
    look(now);
    long count = begun.get();
    long oldest = now;
    int known = 0;
    for (long number = Math.max(0, count - REMEMBERED); number < count; number++) {
      long arrival = arrival(number);
      if (now - arrival <= WINDOW) {
        known++;
        oldest =
            Math.min(oldest - now, arrival - now)
                + now; // nanoTime may overflow: compare differences
      }
    }
    return known == 0 ? 0 : (now - oldest) / known;
  }

  /** Whether as many as are remembered have come in since the last such time. */
  private static boolean isTurn(long count) {
    return count > 0 && ((int) count & (REMEMBERED - 1)) == 0;
  }

  private long arrival(long number) {
    return arrivals.get((int) number & (REMEMBERED - 1));
  }

  /** The sampler looks from now on, until {@link #endSampling}. */
  synchronized void beginSampling() {
    seen = begun.get();
    seenAt = ticker.now();
    lookedAt = true;
    sampled = !exact;
  }

  /**
   * Notes when those came in that were only counted.
   *
   * @return how many came in since the last look
   */
  synchronized long look(long now) {
    if (!lookedAt) {
      return 0; // each was noted when it came in
    }
    long count = begun.get();
    for (long number = Math.max(seen, count - REMEMBERED); number < count; number++) {
      int slot = (int) number & (REMEMBERED - 1);
      if (arrivals.get(slot) - seenAt < 0) { // of 64 requests ago: this one was only counted
        arrivals.lazySet(slot, now);
      }
    }
    long more = count - seen;
    seen = count;
    seenAt = now;
    return more;
  }

  boolean isSampled() {
    return sampled;
  }

  /** The clock is read for each request again. */
  void endSampling() {
    sampled = false;
  }
}
