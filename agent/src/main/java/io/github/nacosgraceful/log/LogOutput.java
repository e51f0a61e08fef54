package io.github.nacosgraceful.log;

import java.io.IOException;
import java.io.PrintStream;

/**
 * Takes the lines of the log: to a file if there is one, and what that does not take to standard
 * error, so that nothing is lost without a word. Any thread; never throws.
 */
final class LogOutput {

  private final PrintStream standardError;
  private final LogFile file;

  /** Whether the file took the last line. */
  private boolean fileWorks = true;

  /** How many lines it did not take since it last did. */
  private int besideFile;

  /**
   * @param file null for none
   */
  LogOutput(PrintStream standardError, LogFile file) {
    this.standardError = standardError;
    this.file = file;
  }

  /** Says at once if the file cannot be written: the first line may be a long time off. */
  synchronized void open() {
    try {
      file.append("");
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  /**
   * @param text with the end of its line
   */
  synchronized void write(String text) {
    if (file == null) {
      print(text);
      return;
    }
    try {
      file.append(besideFile == 0 ? text : again() + text);
      fileWorks = true;
      besideFile = 0;
    } catch (IOException | RuntimeException e) {
      failed(e);
      print(text);
      besideFile++;
    }
  }

  private void failed(Exception e) {
    if (fileWorks) {
      fileWorks = false;
      print(
          LogLine.of(
              LogLevel.WARN,
              "the log file "
                  + file
                  + " cannot be written ("
                  + e.getMessage()
                  + "): the log goes to standard error until it can."));
    }
  }

  private String again() {
    return LogLine.of(
        LogLevel.WARN,
        "the log file can be written again: lines before this went to standard error ("
            + besideFile
            + ").");
  }

  private void print(String text) {
    standardError.print(text);
    standardError.flush();
  }
}
