package io.github.nacosgraceful.config;

import java.util.Locale;

/** Reads {@code 300ms}, {@code 25s}, {@code 1m}. */
final class Durations {

  private static final long MAX_MILLIS = 24L * 60 * 60 * 1000;

  private Durations() {}

  /** Milliseconds, or null if the text is not a time between 0 and 24 hours with a unit. */
  static Long millis(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    long unit =
        lower.endsWith("ms") ? 1 : lower.endsWith("s") ? 1000 : lower.endsWith("m") ? 60_000 : 0;
    if (unit == 0) {
      return null;
    }
    try {
      long number = Long.parseLong(lower.substring(0, lower.length() - (unit == 1 ? 2 : 1)).trim());
      return number < 0 || number > MAX_MILLIS / unit ? null : Long.valueOf(number * unit);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
