package io.github.nacosgraceful.config;

import java.util.Locale;

/** Which lines are logged: those of this level and above. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR,
  OFF;

  /** As it stands in the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
