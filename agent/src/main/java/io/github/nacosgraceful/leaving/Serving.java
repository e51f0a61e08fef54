package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.thread.Stamp;
import java.util.concurrent.TimeUnit;

/**
 * How long a drain serves on: what has been seen so far, and whether that is enough. It knows no
 * clock and asks nobody: the drain tells it what it sees. Used by one thread.
 */
final class Serving {

  /** Who is still calling. */
  enum Callers {
    /** Nothing could be deregistered, so nobody was told, and nobody will stop calling. */
    UNTOLD,

    /** All have been told, or are about to be. */
    LEAVING,

    /** What else is online in this JVM has callers who stay, and they are not told apart. */
    MIXED
  }

  /** A caller may have picked this instance just before it was told. */
  private static final long LAST_PICKS = TimeUnit.MILLISECONDS.toNanos(100);

  /** An answer that a server is done with may still be on its way out. */
  private static final long LAST_ANSWERS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How long requests in flight are waited for that may be of callers who were not told. */
  private static final long UNTOLD_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final long start;
  private final long quiet;
  private final boolean counted;
  private final long least;
  private final long streams;
  private final long most;
  private final long untold;
  private final Stall stall;
  private Stamp settledAt = Stamp.NEVER;
  private long busyAt;

  /**
   * @param start when the stop began, like all that is called {@code now} here: by {@code
   *     System.nanoTime()}
   * @param quiet how long no request may have come in before callers count as gone, in nanoseconds
   * @param counted whether requests are; else callers count as gone that long after they were told
   */
  Serving(Settings settings, long start, long quiet, boolean counted) {
    this.start = start;
    this.quiet = quiet;
    this.counted = counted;
    least = nanos(settings.get(Option.DRAIN_MIN));
    streams = nanos(settings.get(Option.DRAIN_STREAMS));
    long timeout = settings.get(Option.SHUTDOWN_TIMEOUT);
    // A little before the overall timeout, so that the summary is this thread's and not the other's
    // warning.
    most = nanos(timeout - Math.max(timeout / 50, 100));
    untold = nanos(settings.get(Option.DEREGISTER_TIMEOUT)) + UNTOLD_WAIT;
    stall = new Stall(nanos(settings.get(Option.DRAIN_STALL)));
    busyAt = start;
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Whether event streams, WebSockets and the like are still waited for. */
  boolean waitsForStreams(long now) {
    return now - start < streams;
  }

  /**
   * One look at the process.
   *
   * @param settled whether callers have been told, as far as can be known: once is enough
   * @param requests how many are being served, but for those that are endless and those that wait
   *     for the drain themselves
   * @param streams whether streams are open, and waited for
   */
  void see(long now, boolean settled, long requests, boolean streams) {
    if (settled && settledAt.isNever()) {
      settledAt = Stamp.at(now);
    }
    if (requests > 0 || streams) {
      busyAt = now;
    }
  }

  /**
   * The same look, at those who call.
   *
   * @param requests how many have come in so far
   */
  void seeCalls(long now, long requests) {
    if (areCallersTold(now)) {
      stall.see(now, requests);
    }
  }

  /** Whether callers have been told, as far as can be known. */
  boolean hasSettled() {
    return !settledAt.isNever();
  }

  /** Whether callers were told so long ago that a pick from before has become a call. */
  boolean areCallersTold(long now) {
    return settledAt.isAgo(LAST_PICKS, now);
  }

  /** Whether the drain ends because the callers have left, or because nobody will. */
  boolean isOver(long now, Callers callers, long sinceLast) {
    boolean served = now - busyAt >= LAST_ANSWERS;
    switch (callers) {
      case UNTOLD:
        // Only what is being served is worth a wait.
        return !settledAt.isNever() && (served || now - start >= untold);
      case LEAVING:
        return areCallersTold(now)
            && now - start >= least
            && (served && isQuiet(now, sinceLast) || doCallersStay(now, served, sinceLast));
      default:
        return areCallersTold(now)
            && settledAt.isAgo(served ? quiet : quiet + UNTOLD_WAIT, now)
            && now - start >= least;
    }
  }

  private boolean isQuiet(long now, long sinceLast) {
    return sinceLast >= quiet && (counted || settledAt.isAgo(quiet, now));
  }

  /** There is always something in flight then, or nearly always. */
  private boolean doCallersStay(long now, boolean served, long sinceLast) {
    return stall.since().isAgo(served ? 0 : UNTOLD_WAIT, now) && sinceLast < quiet;
  }

  /** How many calls a second still come from callers who stay; 0 if callers leave. */
  double staying() {
    return stall.since().isNever() ? 0 : stall.rate();
  }

  /** Whether the drain ends in any case. */
  boolean isTimeUp(long now) {
    return now - start >= most;
  }
}
