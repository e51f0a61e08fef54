package io.github.nacosgraceful.rollout;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A rollout in numbers.
 *
 * @param sigtermToExit seconds, per replacement
 * @param firstCalled seconds from being up to the first answer, per new instance; null for never
 * @param p50 of the successful calls, in milliseconds
 * @param p99 of the successful calls, in milliseconds
 */
record Figures(
    long calls,
    long failed,
    List<Double> sigtermToExit,
    List<Double> firstCalled,
    double p50,
    double p99) {

  static Figures of(RunRecord run) {
    Histogram latencies = new Histogram(3);
    for (Call call : run.calls()) {
      if (!call.failed()) {
        latencies.recordValue(call.latency() / 1000);
      }
    }
    return new Figures(
        run.calls().size(),
        run.calls().stream().filter(Call::failed).count(),
        run.replacements().stream().map(Replacement::sigtermToExit).toList(),
        // Not Stream.toList's sibling List.of: an instance that was never called is a null here.
        run.replacements().stream().map(each -> firstCalled(run, each)).toList(),
        latencies.getValueAtPercentile(50) / 1000.0,
        latencies.getValueAtPercentile(99) / 1000.0);
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
