package io.github.nacosgraceful.log;

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
        .append(oneLine(message))
        .append(System.lineSeparator())
        .toString();
  }

  /** A class loader of Tomcat, for one, describes itself in five lines. */
  static String oneLine(String text) {
    return text.indexOf('\n') < 0 ? text : text.trim().replaceAll("\\s*\\n\\s*", " ");
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
