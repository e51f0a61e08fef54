package io.github.nacosgraceful.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one run of one case came to.
 *
 * @param listedFor seconds after the exit until each node listed the instance no more; 60 and more
 *     means that it still did. Empty where nothing exits
 * @param failedCalls negative where none were made
 * @param note what else was measured
 * @param calledWithAgent how many calls of a caller with the agent failed, of how many; empty where
 *     there was none
 */
record Row(
    String test,
    With with,
    List<Double> listedFor,
    int failedCalls,
    double secondsToExit,
    String note,
    String calledWithAgent) {

  /** What the runs without and with the agent have in common. */
  String title() {
    return "| `%s` | %s, %s".formatted(test, with.client(), with.server());
  }

  String cells() {
    String listed =
        listedFor.stream()
            .map(seconds -> String.format(Locale.ROOT, "%.1f", seconds))
            .collect(Collectors.joining(", "));
    String stop =
        listedFor.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "%s; %d calls failed; exit after %.1f s",
                listedFor.stream().allMatch(seconds -> seconds == 0)
                    ? "not listed"
                    : "listed for " + listed + " s",
                failedCalls,
                secondsToExit);
    return stop.isEmpty() || note.isEmpty() ? stop + note : stop + "; " + note;
  }
}
