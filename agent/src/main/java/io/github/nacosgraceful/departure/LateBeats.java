package io.github.nacosgraceful.departure;

import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.thread.Stamp;
import java.util.concurrent.TimeUnit;

/** What had passed the gate before it closed, and may bring an instance back. Any thread. */
final class LateBeats {

  /**
   * How long until a list shows that it did. A server 2 or 3 refreshes its lists every half second.
   */
  private static final long BACK_WITHIN = TimeUnit.MILLISECONDS.toNanos(700);

  private final Gate gate;

  LateBeats(Gate gate) {
    this.gate = gate;
  }

  /** Whether one is on its way, or has arrived a moment ago. */
  boolean mayBringBack(long now) {
    return gate.isPassing() || gate.lateAt().isWithin(BACK_WITHIN, now);
  }

  /**
   * Whether one may bring back what has left.
   *
   * @param left when that was
   */
  boolean mayBringBack(Stamp left, long now) {
    Stamp late = gate.lateAt();
    return gate.isPassing() || late.isAfter(left) && late.isWithin(BACK_WITHIN, now);
  }
}
