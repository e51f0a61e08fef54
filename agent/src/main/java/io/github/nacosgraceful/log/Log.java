package io.github.nacosgraceful.log;

import org.slf4j.Logger;

/**
 * The agent's logger. Not from slf4j's own factory, which obeys system properties that the
 * application has set for its logging, as {@code slf4j.provider}.
 */
public final class Log {

  private static final Logger LOGGER = new SinkLogger();

  private Log() {}

  /** One logger for all classes: a line of the log does not name its class. */
  public static Logger get() {
    return LOGGER;
  }
}
