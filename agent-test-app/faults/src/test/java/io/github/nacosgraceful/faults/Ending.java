package io.github.nacosgraceful.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * How a run of {@code RuleApp} ended.
 *
 * @param seen what the application says it saw, in order
 * @param secondsToExit from the moment it ended itself
 * @param log what is on its standard error
 */
record Ending(int exitCode, List<String> seen, double secondsToExit, String log) {

  /**
   * What is worse here than in the run without the agent, in words; nothing if nothing is.
   *
   * @param longest how many seconds more it may take to its exit
   */
  List<String> worseThan(Ending plain, double longest) {
    List<String> worse = new ArrayList<>();
    if (exitCode != plain.exitCode) {
      worse.add("exit code %d instead of %d".formatted(exitCode, plain.exitCode));
    }
    if (!seen.equals(plain.seen)) {
      worse.add("the application saw %s instead of %s".formatted(seen, plain.seen));
    }
    if (secondsToExit > plain.secondsToExit + longest) {
      worse.add(
          "exit after %.1f s instead of %.1f s".formatted(secondsToExit, plain.secondsToExit));
    }
    return worse;
  }
}
