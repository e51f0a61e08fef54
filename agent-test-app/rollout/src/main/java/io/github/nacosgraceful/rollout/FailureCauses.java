package io.github.nacosgraceful.rollout;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why calls failed, the most frequent cause first. */
final class FailureCauses {

  private static final int SHOWN = 8;

  private FailureCauses() {}

  static Map<String, Long> of(List<Call> calls) {
    Map<String, Long> counts =
        calls.stream()
            .filter(Call::failed)
            .collect(Collectors.groupingBy(FailureCauses::cause, Collectors.counting()));
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(cause -> sorted.put(cause.getKey(), cause.getValue()));
    return sorted;
  }

  /** Without the body of a response that Feign quotes: it may tell the time. */
  private static String cause(Call call) {
    return call.failure().replaceFirst("(?s): \\[\\{.*", "");
  }
}
