package io.github.nacosgraceful.rollout;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that was measured in one rollout.
 *
 * @param mishaps what went wrong by intent
 */
record RunRecord(
    RunLabel label,
    Scenario scenario,
    LocalDateTime date,
    Joining joining,
    List<Replacement> replacements,
    List<Event> mishaps,
    List<ProcessLog> logs,
    List<Call> calls) {

  Figures figures() {
    return Figures.of(this);
  }

  /** The moments that the charts mark. */
  List<Event> events() {
    return Stream.concat(
            replacements.stream().flatMap(each -> each.events().stream()), mishaps.stream())
        .toList();
  }

  /**
   * Failed calls that no instance had taken as it was killed or frozen: nobody can save those. It
   * takes callers a moment to notice that one is silent.
   */
  long failedInVain() {
    return calls.stream()
        .filter(Call::failed)
        .filter(call -> mishaps.stream().noneMatch(each -> each.takes(call)))
        .count();
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
