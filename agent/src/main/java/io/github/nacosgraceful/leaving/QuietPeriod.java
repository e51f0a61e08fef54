package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.concurrent.TimeUnit;

/** How long no request may have come in before callers count as gone. */
final class QuietPeriod {

  private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long MOST = TimeUnit.SECONDS.toNanos(5);
  private static final int MEAN_GAPS = 3;

  private QuietPeriod() {}

  /** In nanoseconds, where requests are not counted: callers may call as rarely as can be. */
  static long ofUncounted(Settings settings) {
    long millis = settings.get(Option.DRAIN_QUIET);
    return millis == Option.AUTO ? MOST : TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /**
   * In nanoseconds. {@code auto} follows the traffic before the stop, because a caller that calls
   * rarely is not gone.
   */
  static long of(Settings settings, Traffic traffic, long now) {
    long millis = settings.get(Option.DRAIN_QUIET);
    return millis == Option.AUTO
        ? Math.max(LEAST, Math.min(MOST, MEAN_GAPS * traffic.meanGap(now)))
        : TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
