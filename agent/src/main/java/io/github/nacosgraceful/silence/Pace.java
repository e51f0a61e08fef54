package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How fast the instances of one service answer, by the last calls of whose end the sampler heard:
 * those that took long, and now and again, and while something seems wrong, all. The sampler's
 * alone; all in its milliseconds.
 */
final class Pace {

  private static final long RECENT = TimeUnit.SECONDS.toMillis(2);
  private static final int LAST = 16;

  /** So many tell what is usual; fewer may all have been fast, or slow. */
  private static final int ENOUGH = 8;

  private final HostPort[] addresses = new HostPort[LAST];
  private final long[] begins = new long[LAST];
  private final Last last = new Last();

  /** Of those that were not heard for taking long. */
  private final Last ofAll = new Last();

  /**
   * @param ofAll whether it is one of all that ended then
   */
  void answered(HostPort address, long begun, long ended, boolean ofAll) {
    addresses[last.next] = address;
    begins[last.next] = begun;
    last.add(begun, ended);
    if (ofAll) {
      this.ofAll.add(begun, ended);
    }
  }

  /** What calls take: about the median of these two seconds; 0 if nothing was heard of any. */
  long usual(long now) {
    long usual = ofAll.median(now, ENOUGH);
    if (usual < 0) {
      usual = last.median(now, 1);
    }
    // A call that takes no time may see the clock move on once.
    return Math.max(0, usual - Tick.MILLIS);
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

  /** When the last calls ended, and how long they took. */
  private static final class Last {

    private final long[] ends = new long[LAST];
    private final long[] lengths = new long[LAST];
    private final long[] sorted = new long[LAST];
    private int count;
    private int next;

    void add(long begun, long ended) {
      ends[next] = ended;
      lengths[next] = ended - begun;
      next = (next + 1) % LAST;
      count = Math.min(count + 1, LAST);
    }

    /** Of the recent ones; negative if they are fewer than that. */
    long median(long now, int enough) {
      int recent = 0;
      for (int i = 0; i < count; i++) {
        if (now - ends[i] <= RECENT) {
          sorted[recent++] = lengths[i];
        }
      }
      Arrays.sort(sorted, 0, recent);
      // The clock is coarse, so the next one above it may be as usual.
      return recent < enough ? -1 : sorted[Math.min(recent / 2 + 1, recent - 1)];
    }
  }
}
