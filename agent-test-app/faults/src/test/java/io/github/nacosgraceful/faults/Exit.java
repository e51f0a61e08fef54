package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known when a client has exited.
 *
 * @param code the exit code
 * @param summary the agent's line; empty without the agent
 * @param exceptions of the application
 */
record Exit(
    With with, int code, double seconds, String summary, List<String> exceptions, Caller caller) {

  private static final Pattern HANDED_OVER = Pattern.compile("handed over at (\\d+) ms");

  /** What the agent promises. A run without it shows what for, and is asked nothing. */
  void promises(Consumer<Exit> assertions) {
    if (with.agent()) {
      assertions.accept(this);
    }
  }

  /** It was gone from the nodes before the application's own shutdown began, and no call failed. */
  void promisesGoneFrom(int nodes) {
    promises(
        exit -> {
          exit.says("INFO", "gone from " + nodes + (nodes == 1 ? " node" : " nodes"));
          exit.failsNoCall();
        });
  }

  /** Its one line has all this, and no error was suppressed. */
  void says(String... words) {
    assertThat(summary.lines()).hasSize(1);
    assertThat(summary).contains(words).contains("suppressed errors 0");
  }

  void throwsNothing() {
    assertThat(exceptions).isEmpty();
  }

  void failsNoCall() {
    assertThat(failedCalls()).as("failed calls").isZero();
  }

  /** When the agent let the application's own shutdown run, in milliseconds since the stop. */
  long handedOverMillis() {
    Matcher at = HANDED_OVER.matcher(summary);
    assertThat(at.find()).as(summary).isTrue();
    return Long.parseLong(at.group(1));
  }

  /** So far: calls go on until the instance is gone. */
  int failedCalls() {
    return caller.failed();
  }
}
