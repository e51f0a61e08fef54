package io.github.nacosgraceful.rollout;

import java.io.PrintStream;

/** What a person who waits for the results reads meanwhile. */
final class Progress {

  private final PrintStream out;
  private boolean stopping;

  Progress(PrintStream out) {
    this.out = out;
  }

  synchronized void text(String line) {
    if (!stopping) {
      out.println(line);
    }
  }

  void title(Scenario scenario) {
    text("Rolling update under load: " + scenario);
  }

  void run(RunLabel label) {
    text("");
    text("A rollout " + (label.agent() ? label.title() : label.title() + " the agent"));
  }

  /** Something that happened while processes start, outside the measured time. */
  void step(String line) {
    text("           " + line);
  }

  /** Something that happened at a moment of the measured time. */
  void at(double seconds, String line) {
    text("%8.1f s %s".formatted(seconds, line));
  }

  void failed(Exception failure) {
    String message = failure.getMessage();
    text("The demo could not be finished: " + (message == null ? failure.toString() : message));
  }

  /** Told to stop: says so once, and nothing after it, whatever fails now that all is stopped. */
  synchronized void stopping() {
    text("Stopping everything that was started ...");
    stopping = true;
  }
}
