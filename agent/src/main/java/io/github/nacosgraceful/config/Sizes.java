package io.github.nacosgraceful.config;

import java.util.Locale;

/** Reads {@code 500kB}, {@code 10MB}, {@code 1GB}; a kilobyte has 1024 bytes. */
final class Sizes {

  private static final long MAX_BYTES = 1L << 40;

  private Sizes() {}

  /** Bytes, or null if the text is not a size between 1 kB and 1024 GB with a unit. */
  static Long bytes(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    long unit =
        lower.endsWith("kb")
            ? 1 << 10
            : lower.endsWith("mb") ? 1 << 20 : lower.endsWith("gb") ? 1 << 30 : 0;
    if (unit == 0) {
      return null;
    }
    try {
      long number = Long.parseLong(lower.substring(0, lower.length() - 2).trim());
      return number < 1 || number > MAX_BYTES / unit ? null : Long.valueOf(number * unit);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
