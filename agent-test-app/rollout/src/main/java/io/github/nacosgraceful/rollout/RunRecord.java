package io.github.nacosgraceful.rollout;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;

/** Everything that was measured in one rollout. */
record RunRecord(
    RunLabel label,
    Scenario scenario,
    LocalDateTime date,
    Joining joining,
    List<Replacement> replacements,
    List<ProcessLog> logs,
    List<Call> calls) {

  Figures figures() {
    return Figures.of(this);
  }

  ProcessLog log(String process) {
    return logs.stream().filter(log -> log.process().equals(process)).findFirst().orElseThrow();
  }

  /** In the order in which they were started: first the replaced ones, then the new ones. */
  List<Replica> instances() {
    return Stream.concat(
            replacements.stream().map(Replacement::before),
            replacements.stream().map(Replacement::after))
        .toList();
  }
}
