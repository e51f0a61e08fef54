package io.github.nacosgraceful.config;

import java.util.Locale;

/** Which Nacos nodes are asked whether they list an instance. */
public enum Verify {
  ALL,
  /** The one that the client is connected to. */
  CONNECTED,
  OFF;

  /** As it stands in the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
