package io.github.nacosgraceful.config;

import java.util.Locale;

/** When an instance is registered with Nacos. */
public enum RegisterWhen {
  /** When the framework does it. */
  STARTED,
  /** When the application is ready. */
  READY,
  /** When its health path answers. */
  HEALTH;

  /** As it stands in the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
