package io.github.nacosgraceful.log;

import java.util.Locale;

/** Which lines are logged: those of this level and above. Read on the thread {@code main}. */
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
