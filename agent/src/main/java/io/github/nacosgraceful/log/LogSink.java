package io.github.nacosgraceful.log;

import java.io.File;
import java.io.PrintStream;

/**
 * Where the agent's log goes: standard error as it was at start, or a file. Process-wide, as the
 * logger is. Any thread; never throws.
 *
 * <p>Standard error is kept from the start on: an application that redirects it to its own logging
 * would lose the lines of the shutdown, which come when that logging may already be closed.
 */
public final class LogSink {

  private static final PrintStream STANDARD_ERROR = System.err;
  private static volatile LogOutput output = new LogOutput(STANDARD_ERROR, null);
  private static volatile LogLevel level = LogLevel.INFO;

  private LogSink() {}

  /**
   * @param least which lines are logged
   * @param path of the log file, which is made if its folder is there; empty for standard error
   * @param maxSize bytes of the file
   * @param oldFiles how many are kept beside it
   */
  public static void configure(LogLevel least, String path, long maxSize, int oldFiles) {
    level = least;
    if (!path.isEmpty() && level != LogLevel.OFF) {
      LogOutput file =
          new LogOutput(STANDARD_ERROR, new LogFile(new File(path), maxSize, oldFiles));
      file.open();
      output = file;
    }
  }

  static boolean isEnabled(LogLevel messageLevel) {
    return messageLevel.compareTo(level) >= 0;
  }

  static void write(LogLevel messageLevel, String message, Throwable error) {
    String text =
        error == null
            ? LogLine.of(messageLevel, message)
            : LogLine.of(messageLevel, message, error, level == LogLevel.DEBUG);
    output.write(text);
  }
}
