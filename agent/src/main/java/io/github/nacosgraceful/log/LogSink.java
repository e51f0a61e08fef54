package io.github.nacosgraceful.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDateTime;

/**
 * Where the agent's log goes: standard error as it was at start, or a file. Process-wide, because
 * slf4j finds its provider by itself.
 *
 * <p>Standard error is kept from the start on: an application that redirects it to its own logging
 * would lose the lines of the shutdown, which come when that logging may already be closed.
 */
public final class LogSink {

  static final int DEBUG = 10;
  static final int INFO = 20;
  static final int WARN = 30;
  static final int ERROR = 40;
  private static final int OFF = 50;

  private static volatile PrintStream out = System.err;
  private static volatile int level = INFO;

  private LogSink() {}

  /**
   * @param levelName debug, info, warn, error or off
   * @param file empty for standard error
   * @return what was wrong with the file, or null
   */
  public static String configure(String levelName, String file) {
    level = levelOf(levelName);
    if (file.isEmpty()) {
      return null;
    }
    try {
      out = new PrintStream(new FileOutputStream(file, true), true);
      return null;
    } catch (IOException e) {
      return "the log file "
          + file
          + " cannot be written ("
          + e.getMessage()
          + "): the log goes to standard error.";
    }
  }

  static boolean isEnabled(int messageLevel) {
    return messageLevel >= level;
  }

  static void write(int messageLevel, String message, Throwable error) {
    StringBuilder line = new StringBuilder(128);
    timestamp(line);
    line.append(name(messageLevel)).append(" [nacos-graceful] ").append(oneLine(message));
    if (error != null) {
      line.append(": ").append(oneLine(String.valueOf(error)));
    }
    synchronized (LogSink.class) {
      out.println(line);
      if (error != null && level <= DEBUG) {
        error.printStackTrace(out);
      }
    }
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

  private static int levelOf(String name) {
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

  private static String name(int messageLevel) {
    return messageLevel >= ERROR
        ? "ERROR"
        : messageLevel >= WARN ? "WARN " : messageLevel >= INFO ? "INFO " : "DEBUG";
  }
}
