package io.github.nacosgraceful.config;

import java.util.Locale;

/** What is made of an empty list of a service that had instances. */
public enum PushEmpty {
  /** It is believed when another node says so too, or the only one twice. */
  VERIFY,
  /** It is never believed. */
  KEEP,
  /** The Nacos client decides. */
  OFF;

  /** As it stands in the option. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
