package io.github.nacosgraceful.testbed;

import java.io.PrintStream;

/** What a person who waits for the results reads meanwhile. */
public final class Progress {

  private final PrintStream out;
  private final String prefix;
  private boolean stopping;

  public Progress(PrintStream out) {
    this(out, "");
  }

  /**
   * @param prefix of each line, to tell what is done beside each other
   */
  public Progress(PrintStream out, String prefix) {
    this.out = out;
    this.prefix = prefix;
  }

  public synchronized void text(String line) {
    if (!stopping) {
      out.println(prefix + line);
    }
  }

  /** Something that happened while processes start, outside the measured time. */
  public void step(String line) {
    text("           " + line);
  }

  /** Something that happened at a moment of the measured time. */
  public void at(double seconds, String line) {
    text("%8.1f s %s".formatted(seconds, line));
  }

  /** Told to stop: says so once, and nothing after it, whatever fails now that all is stopped. */
  synchronized void stopping() {
    text("Stopping everything that was started ...");
    stopping = true;
  }
}
