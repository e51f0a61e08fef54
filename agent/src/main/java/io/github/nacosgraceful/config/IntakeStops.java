package io.github.nacosgraceful.config;

import java.util.Locale;

/** When listeners and jobs are told to take nothing new. */
public enum IntakeStops {
  /** With the first step of a shutdown. */
  WITH_SHUTDOWN,
  /** And when the process is taken offline by hand. */
  WITH_OFFLINE,
  /** Never by the agent. */
  OFF;

  /** As it stands in the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
