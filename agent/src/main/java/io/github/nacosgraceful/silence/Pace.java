package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How fast the instances of one service answer, by the last calls of whose end the sampler heard:
 * those that took long, and all while something seems wrong. The sampler's alone; all in its
 * milliseconds.
 */
final class Pace {

  private static final long RECENT = TimeUnit.SECONDS.toMillis(2);
  private static final int LAST = 16;

  private final HostPort[] addresses = new HostPort[LAST];
  private final long[] begins = new long[LAST];
  private final long[] ends = new long[LAST];
  private final long[] sorted = new long[LAST];
  private int next;

  void answered(HostPort address, long begun, long ended) {
    addresses[next] = address;
    begins[next] = begun;
    ends[next] = ended;
    next = (next + 1) % LAST;
  }

  /** What calls take: the median of these two seconds; 0 if nothing was heard of any. */
  long usual(long now) {
    int recent = 0;
    for (int i = 0; i < LAST; i++) {
      if (addresses[i] != null && now - ends[i] <= RECENT) {
        sorted[recent++] = ends[i] - begins[i];
      }
    }
    Arrays.sort(sorted, 0, recent);
    // A call that takes no time may see the clock move on once.
    return recent == 0 ? 0 : Math.max(0, sorted[recent / 2] - Tick.MILLIS);
  }

  /** How many of the last calls began since then and were answered by another instance. */
  int answeredElsewhere(HostPort address, long since) {
    int answered = 0;
    for (int i = 0; i < LAST; i++) {
      if (addresses[i] != null && !addresses[i].equals(address) && begins[i] >= since) {
        answered++;
      }
    }
    return answered;
  }
}
