package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.instance.HostPort;
import java.util.concurrent.TimeUnit;

/**
 * An instance that left a call without an answer. The port of a process that was killed may stay
 * open for a moment after its connections broke, while its memory is given back: one look is not
 * enough.
 */
final class Doubt {

  /** From one look to the next. The first is at once. */
  private static final long[] PAUSES = {
    TimeUnit.MILLISECONDS.toNanos(50),
    TimeUnit.MILLISECONDS.toNanos(200),
    TimeUnit.MILLISECONDS.toNanos(750)
  };

  final HostPort address;
  private int looks;
  private volatile long lookAt;

  Doubt(HostPort address, long now) {
    this.address = address;
    this.lookAt = now;
  }

  boolean isDue(long now) {
    return now - lookAt >= 0;
  }

  /** By {@code System.nanoTime()}. */
  long lookAt() {
    return lookAt;
  }

  /** After a look that settled nothing: whether there is none to come. */
  boolean wasLast(long now) {
    if (looks == PAUSES.length) {
      return true;
    }
    lookAt = now + PAUSES[looks++];
    return false;
  }
}
