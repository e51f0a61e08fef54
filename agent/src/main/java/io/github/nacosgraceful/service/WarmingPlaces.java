package io.github.nacosgraceful.service;

import java.lang.ref.WeakReference;
import java.util.List;

/**
 * Which of a list are warming up: found once for a list that many picks are made from. Does not
 * hold the list. Immutable.
 */
final class WarmingPlaces {

  private final WeakReference<List<?>> list;
  private final int size;
  private final int reports;

  /** By their places in the list; null if none is. */
  final Warming[] warming;

  /**
   * @param reports how many there were when the list was looked through
   */
  WarmingPlaces(List<?> list, int reports, Warming[] warming) {
    this.list = new WeakReference<>(list);
    this.size = list.size();
    this.reports = reports;
    this.warming = warming;
  }

  /** Whether it is of this very list, which has not grown, and nothing was reported since. */
  boolean isOf(List<?> other, int reportsNow) {
    return reports == reportsNow && list.get() == other && other.size() == size;
  }
}
