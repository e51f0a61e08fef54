package io.github.nacosgraceful.rollout;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * A rollout in numbers.
 *
 * @param sigtermToExit seconds, per replacement
 * @param firstCalled seconds from being up to the first answer, per new instance; null for never
 * @param p50 of the successful calls, in milliseconds
 * @param p99 of the successful calls, in milliseconds
 * @param p99Before of those that were due before the first replacement began
 * @param p99Since of the others
 * @param fromCurve the largest distance of a warming instance's share from its curve, in percent of
 *     all calls; null if none warmed up
 */
record Figures(
    long calls,
    long failed,
    List<Double> sigtermToExit,
    List<Double> firstCalled,
    double p50,
    double p99,
    double p99Before,
    double p99Since,
    Double fromCurve) {

  static Figures of(RunRecord run) {
    double begin = run.replacements().stream().mapToDouble(Replacement::started).min().orElse(0);
    Histogram all = latencies(run, call -> true);
    return new Figures(
        run.calls().size(),
        run.calls().stream().filter(Call::failed).count(),
        run.replacements().stream().map(Replacement::sigtermToExit).toList(),
        // Not Stream.toList's sibling List.of: an instance that was never called is a null here.
        run.replacements().stream().map(each -> firstCalled(run, each)).toList(),
        percentile(50, all),
        percentile(99, all),
        percentile(99, latencies(run, call -> call.due() / 1e9 < begin)),
        percentile(99, latencies(run, call -> call.due() / 1e9 >= begin)),
        run.replacements().stream()
            .flatMap(each -> Share.of(run, each).stream())
            .map(Share::distance)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  /** Of the successful ones of these, in microseconds. */
  private static Histogram latencies(RunRecord run, Predicate<Call> which) {
    Histogram latencies = new Histogram(3);
    run.calls().stream()
        .filter(which)
        .filter(call -> !call.failed())
        .forEach(call -> latencies.recordValue(call.latency() / 1000));
    return latencies;
  }

  /** In milliseconds. */
  private static double percentile(double which, Histogram latencies) {
    return latencies.getValueAtPercentile(which) / 1000.0;
  }

  /** An instance may be registered, and called, a moment before its readiness is seen: no time. */
  private static Double firstCalled(RunRecord run, Replacement replacement) {
    return run.calls().stream()
        .filter(call -> call.port() == replacement.after().port())
        .mapToLong(Call::finished)
        .min()
        .stream()
        .mapToObj(finished -> Math.max(0, finished / 1e9 - replacement.up()))
        .findFirst()
        .orElse(null);
  }

  double failedShare() {
    return calls == 0 ? 0 : (double) failed / calls;
  }
}
