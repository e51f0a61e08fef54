package io.github.nacosgraceful.log;

/** How serious a line is, as numbers that slf4j uses too. */
final class LogLevel {

  static final int DEBUG = 10;
  static final int INFO = 20;
  static final int WARN = 30;
  static final int ERROR = 40;
  static final int OFF = 50;

  private LogLevel() {}

  /**
   * @param name debug, info, warn, error or off
   */
  static int of(String name) {
    switch (name) {
      case "debug":
        return DEBUG;
      case "warn":
        return WARN;
      case "error":
        return ERROR;
      case "off":
        return OFF;
      default:
        return INFO;
    }
  }
}
