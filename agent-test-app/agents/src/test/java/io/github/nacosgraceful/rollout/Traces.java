package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Holds the requests that a tracing agent reported against the calls of the load. Every call must
 * be there: also the last one before an instance left.
 */
final class Traces {

  /**
   * A request that a process served, as its tracing agent tells it.
   *
   * @param begin when it came in
   * @param reported when the agent's report arrived
   */
  record Served(Instant begin, Instant reported) {}

  /** What was reported of a process. */
  interface Reports {
    List<Served> of(String process) throws IOException;
  }

  private Traces() {}

  /** What the table says of it. */
  static String compare(RunRecord run, Reports reports) throws IOException {
    Moments moments = new Moments(run);
    long traced = 0;
    for (Replica instance : run.instances()) {
      long answered = run.calls().stream().filter(c -> c.port() == instance.port()).count();
      traced += atLeast(answered, instance.name(), moments, reports);
    }
    String consumer = "consumer-" + run.scenario().client();
    traced += atLeast(run.calls().size(), consumer, moments, reports);
    long drained = 0;
    for (Replacement replacement : run.replacements()) {
      drained += drained(moments, replacement, reports).size();
    }
    assertThat(drained).as("requests of the drain that were traced").isPositive();
    return String.format(Locale.ROOT, "%,d requests traced, %d of the drain", traced, drained);
  }

  /** For agents that report seconds later: what was served while an instance left came last. */
  static void assertReportedAfterTheDrain(RunRecord run, Reports reports) throws IOException {
    Moments moments = new Moments(run);
    for (Replacement replacement : run.replacements()) {
      assertThat(drained(moments, replacement, reports))
          .as("reported by a shutdown hook, after the drain")
          .anyMatch(served -> served.reported().isAfter(moments.handedOver(replacement)));
    }
  }

  private static List<Served> drained(Moments moments, Replacement replacement, Reports reports)
      throws IOException {
    return reports.of(replacement.before().name()).stream()
        .filter(served -> served.begin().isAfter(moments.sigterm(replacement)))
        .toList();
  }

  private static long atLeast(long calls, String process, Moments moments, Reports reports)
      throws IOException {
    long traced =
        reports.of(process).stream().filter(s -> !s.begin().isBefore(moments.begin())).count();
    assertThat(traced).as("requests traced in " + process).isGreaterThanOrEqualTo(calls);
    return traced;
  }
}
