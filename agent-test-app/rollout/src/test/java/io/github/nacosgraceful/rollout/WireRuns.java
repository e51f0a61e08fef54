package io.github.nacosgraceful.rollout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What one caller saw in all runs of one kind, in their order. */
final class WireRuns {

  private final List<WireSeen> seen = new ArrayList<>();

  /** A caller's own, for what a round ends with. */
  static void add(Map<Scenario, WireRuns> all, Map<Scenario, WireSeen> round) {
    round.forEach(
        (caller, one) -> all.computeIfAbsent(caller, key -> new WireRuns()).seen.add(one));
  }

  static Map<Scenario, WireRuns> none() {
    return new LinkedHashMap<>();
  }

  int failed() {
    return seen.stream().mapToInt(WireSeen::failed).sum();
  }

  int afterwards() {
    return seen.stream().mapToInt(WireSeen::afterwards).sum();
  }

  /** Seconds, the median. */
  double lastCall() {
    double[] sorted = seen.stream().mapToDouble(WireSeen::lastCall).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  String lastCalls() {
    return String.format(
        Locale.ROOT,
        "%.3f s (%s)",
        lastCall(),
        seen.stream()
            .map(one -> String.format(Locale.ROOT, "%.3f", one.lastCall()))
            .collect(Collectors.joining(", ")));
  }

  String failures() {
    return String.format(
        Locale.ROOT,
        "failed of %,d calls in each run: %s; of them afterwards: %s",
        seen.stream().mapToInt(WireSeen::calls).sum() / seen.size(),
        seen.stream().map(one -> "" + one.failed()).collect(Collectors.joining(", ")),
        seen.stream().map(one -> "" + one.afterwards()).collect(Collectors.joining(", ")));
  }
}
