package io.github.nacosgraceful.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDateTime;

/** A line of the log: when, how serious, whose, what. */
final class LogLine {

  private LogLine() {}

  /** With its end. */
  static String of(LogLevel level, String message) {
    StringBuilder line = new StringBuilder(128);
    timestamp(line);
    return line.append(name(level))
        .append(" [nacos-graceful] ")
        .append(Plain.line(message))
        .append(System.lineSeparator())
        .toString();
  }

  /**
   * A message that comes with an error.
   *
   * @param withTrace whether the error's stack follows, in lines of its own
   */
  static String of(LogLevel level, String message, Throwable error, boolean withTrace) {
    String line = of(level, message + ": " + error);
    if (!withTrace) {
      return line;
    }
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace, true));
    return line + Plain.lines(trace.toString());
  }

  // By hand: a DateTimeFormatter costs 20 ms of a start-up.
  private static void timestamp(StringBuilder line) {
    LocalDateTime now = LocalDateTime.now();
    line.append(now.getYear()).append('-');
    two(line, now.getMonthValue()).append('-');
    two(line, now.getDayOfMonth()).append(' ');
    two(line, now.getHour()).append(':');
    two(line, now.getMinute()).append(':');
    two(line, now.getSecond()).append('.');
    int millis = now.getNano() / 1_000_000;
    line.append((char) ('0' + millis / 100));
    two(line, millis % 100).append(' ');
  }

  private static StringBuilder two(StringBuilder line, int number) {
    return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static String name(LogLevel level) {
    return level.name().length() == 4 ? level.name() + ' ' : level.name();
  }
}
