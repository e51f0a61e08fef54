package io.github.nacosgraceful.service;

import java.util.concurrent.TimeUnit;

/**
 * What an instance says of its warm-up, once, in its metadata: how long it takes, and by which
 * curve its share of the calls grows. Immutable.
 *
 * <p>The text is {@code <milliseconds>;<curve>;<start>}. The start tells two processes at one
 * address apart and is no time for anybody: callers go by their own clocks.
 */
public final class WarmUp {

  /** Of the metadata. */
  public static final String KEY = "nacos-graceful.warmup";

  private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(1);
  private static final double STEEPEST = 10;

  private final long millis;
  private final double curve;

  private WarmUp(long millis, double curve) {
    this.millis = millis;
    this.curve = curve;
  }

  /**
   * @param start of the process, milliseconds since 1970
   */
  public static String text(long millis, double curve, long start) {
    return millis + ";" + curve + ";" + start;
  }

  /** Null if the text says nothing that is understood. */
  static WarmUp parse(String text) {
    String[] parts = text.split(";");
    try {
      long millis = Long.parseLong(parts[0]);
      double curve = Double.parseDouble(parts[1]);
      return millis > 0 && millis <= LONGEST_MILLIS && curve > 0 && curve <= STEEPEST
          ? new WarmUp(millis, curve)
          : null;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return null;
    }
  }

  long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /**
   * What an instance gets of what a warm one gets, from 0 to 1.
   *
   * @param age in nanoseconds
   */
  double shareAt(long age) {
    double way = (double) age / nanos();
    return way >= 1 ? 1 : way <= 0 ? 0 : Math.pow(way, curve);
  }
}
