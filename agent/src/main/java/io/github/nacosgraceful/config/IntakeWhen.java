package io.github.nacosgraceful.config;

import java.util.Locale;

/** When listeners and jobs begin. */
public enum IntakeWhen {
  /** When the application starts them. */
  STARTED,
  /** When the application is ready. */
  READY;

  /** As it stands in the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
