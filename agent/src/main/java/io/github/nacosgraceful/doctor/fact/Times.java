package io.github.nacosgraceful.doctor.fact;

import java.util.Locale;

/** Lengths of time as people say them. */
public final class Times {

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private Times() {}

  public static String length(long millis) {
    if (millis < 2 * MINUTE) {
      return String.format(Locale.ROOT, "%d s", Math.round(millis / 1000.0));
    }
    return millis < 2 * HOUR ? millis / MINUTE + " min" : millis / HOUR + " h";
  }

  static String ago(long millis) {
    return length(Math.max(0, millis)) + " ago";
  }
}
