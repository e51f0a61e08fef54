package io.github.nacosgraceful.loadbalancer;

import java.util.List;

/** A list of instances with the epoch that was current before it was fetched. Immutable. */
final class Snapshot {

  final List<?> list;

  /** Emits {@link #list}; made once, so that a pick allocates nothing for it. */
  final Object flux;

  private final long epoch;
  private final long expiresAt;

  /**
   * @param expiresAt by {@code System.nanoTime()}
   */
  Snapshot(long epoch, long expiresAt, List<?> list, Object flux) {
    this.epoch = epoch;
    this.expiresAt = expiresAt;
    this.list = list;
    this.flux = flux;
  }

  boolean serves(long currentEpoch, long now) {
    return epoch == currentEpoch && now - expiresAt < 0;
  }

  boolean isNewerThan(long otherEpoch) {
    return epoch > otherEpoch;
  }
}
