package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Holds the requests that a tracing agent reported against the calls of the load. Every call must
 * be there: also the last one before an instance left, which only the agent's own shutdown hook can
 * still have reported.
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
    for (Instance instance : run.instances()) {
      long answered = run.calls().stream().filter(c -> c.port() == instance.port()).count();
      traced += atLeast(answered, instance.name(), moments, reports);
    }
    String consumer = "consumer-" + run.scenario().client();
    traced += atLeast(run.calls().size(), consumer, moments, reports);
    long whileLeaving = 0;
    for (Replacement replacement : run.replacements()) {
      List<Served> left = reports.of(replacement.before().name());
      List<Served> drained =
          left.stream().filter(s -> s.begin().isAfter(moments.sigterm(replacement))).toList();
      assertThat(drained).as("requests of the drain that were traced").isNotEmpty();
      assertThat(drained)
          .as("reported by a shutdown hook, after the drain")
          .anyMatch(served -> served.reported().isAfter(moments.handedOver(replacement)));
      whileLeaving += drained.size();
    }
    return String.format(Locale.ROOT, "%,d requests traced, %d of the drain", traced, whileLeaving);
  }

  private static long atLeast(long calls, String process, Moments moments, Reports reports)
      throws IOException {
    long traced =
        reports.of(process).stream().filter(s -> !s.begin().isBefore(moments.begin())).count();
    assertThat(traced).as("requests traced in " + process).isGreaterThanOrEqualTo(calls);
    return traced;
  }
}
