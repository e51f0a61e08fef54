package io.github.nacosgraceful.rollout;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Small made-up results. */
final class Samples {

  static final Scenario SCENARIO =
      new Scenario("2025", "3.1", "feign", 1, 10, Duration.ofSeconds(2));

  private static final long MILLI = 1_000_000;

  private Samples() {}

  static Call answered(double dueSeconds, long latencyMillis, int port) {
    return new Call((long) (dueSeconds * 1e9), latencyMillis * MILLI, port, null);
  }

  static Call failed(double dueSeconds, String cause) {
    return new Call((long) (dueSeconds * 1e9), MILLI, 0, cause);
  }

  static Replacement replacement(double up, double sigterm, double exited) {
    return new Replacement(
        new Replica("provider-1", 1001), new Replica("provider-2", 1002), 0.5, up, sigterm, exited);
  }

  static RunRecord run(boolean agent, List<Replacement> replacements, List<Call> calls) {
    return run(agent, replacements, List.of(), calls);
  }

  static RunRecord run(
      boolean agent, List<Replacement> replacements, List<Event> mishaps, List<Call> calls) {
    List<String> lines = List.of("2026-11-20 16:10:11.123 INFO  [nacos-graceful] armed </script>");
    return new RunRecord(
        RunLabel.of(SCENARIO, agent, 1, 1),
        SCENARIO,
        LocalDateTime.of(2026, 11, 20, 16, 10),
        Joining.AS_EVER,
        replacements,
        mishaps,
        List.of(ProcessLog.of("provider-1", agent ? lines : List.of())),
        calls);
  }

  /** Ten calls a second for four seconds; some fail when there is no agent. */
  static RunRecord run(boolean agent) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double due = i / 10.0;
      boolean fails = !agent && due >= 2 && due < 3;
      calls.add(fails ? failed(due, "500: refused <b>") : answered(due, 20, due < 2 ? 1001 : 1002));
    }
    return run(agent, List.of(replacement(1.5, 1.6, 2.0)), calls);
  }
}
