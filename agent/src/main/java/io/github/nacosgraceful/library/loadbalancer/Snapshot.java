package io.github.nacosgraceful.library.loadbalancer;

import java.util.List;

/** A list of instances with the epoch that was current before it was fetched. Immutable. */
final class Snapshot {

  final List<?> list;

  /** Emits {@link #list}; made once, so that a pick allocates nothing for it. */
  final Object flux;

  /** What was fetched; {@link #list} is what is left of it after a lookup that failed. */
  final List<?> fetched;

  /** Whether what was fetched has addresses as Nacos lists them. */
  final boolean comparable;

  /** Whether a newer lookup failed. */
  final boolean kept;

  private final long epoch;
  private final long expiresAt;
  private final long fetchedUntil;

  /**
   * @param expiresAt by {@code System.nanoTime()}
   */
  Snapshot(long epoch, long expiresAt, List<?> list, Object flux, boolean comparable) {
    this(epoch, expiresAt, list, flux, list, expiresAt, comparable, false);
  }

  private Snapshot(
      long epoch,
      long expiresAt,
      List<?> list,
      Object flux,
      List<?> fetched,
      long fetchedUntil,
      boolean comparable,
      boolean kept) {
    this.epoch = epoch;
    this.expiresAt = expiresAt;
    this.list = list;
    this.flux = flux;
    this.fetched = fetched;
    this.fetchedUntil = fetchedUntil;
    this.comparable = comparable;
    this.kept = kept;
  }

  /** This snapshot, valid for longer. */
  Snapshot until(long newExpiry) {
    return new Snapshot(epoch, newExpiry, list, flux, fetched, fetchedUntil, comparable, kept);
  }

  /** What takes its place after a lookup that failed. */
  Snapshot keep(List<?> rest, Object restFlux, long newEpoch, long newExpiry) {
    return new Snapshot(
        newEpoch, newExpiry, rest, restFlux, fetched, fetchedUntil, comparable, true);
  }

  boolean serves(long currentEpoch, long now) {
    return epoch == currentEpoch && now - expiresAt < 0;
  }

  /** Whether a cache would still serve what was fetched. */
  boolean isWithinItsTime(long now) {
    return now - fetchedUntil < 0;
  }

  boolean isOf(long otherEpoch) {
    return epoch == otherEpoch;
  }

  boolean isNewerThan(long otherEpoch) {
    return epoch > otherEpoch;
  }
}
