package io.github.nacosgraceful.rollout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rollout second by second. A call belongs to the second in which it was due, so that each second
 * holds as many as the rate says.
 *
 * @param answered by the name of the instance
 */
record CallsPerSecond(int seconds, Map<String, long[]> answered, long[] failed) {

  static CallsPerSecond of(RunRecord run) {
    int seconds = 1 + run.calls().stream().mapToInt(CallsPerSecond::second).max().orElse(0);
    Map<String, long[]> answered = new LinkedHashMap<>();
    long[] failed = new long[seconds];
    for (Replica instance : run.instances()) {
      answered.put(instance.name(), perSecond(run.calls(), instance, seconds));
    }
    run.calls().stream().filter(Call::failed).forEach(call -> failed[second(call)]++);
    return new CallsPerSecond(seconds, answered, failed);
  }

  private static long[] perSecond(List<Call> calls, Replica instance, int seconds) {
    long[] counts = new long[seconds];
    calls.stream()
        .filter(call -> call.port() == instance.port())
        .forEach(call -> counts[second(call)]++);
    return counts;
  }

  private static int second(Call call) {
    return (int) (call.due() / 1_000_000_000L);
  }
}
