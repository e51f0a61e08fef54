package io.github.nacosgraceful.rollout;

import java.util.List;

/** Everything that was measured, for one's own evaluation. */
record RawResults(Setup scenario, List<Run> runs) {

  /** The scenario with plain numbers. */
  record Setup(
      String stack, String nacos, String client, int replicas, int rate, long settleSeconds) {}

  /** One run with each of its calls. */
  record Run(
      String id,
      boolean agent,
      String date,
      Figures figures,
      List<Replacement> replacements,
      List<Event> mishaps,
      List<ProcessLog> agentLogs,
      List<Call> calls) {}

  static RawResults of(List<RunRecord> runs) {
    Scenario s = runs.get(0).scenario();
    return new RawResults(
        new Setup(s.stack(), s.nacos(), s.client(), s.replicas(), s.rate(), s.settle().toSeconds()),
        runs.stream().map(RawResults::of).toList());
  }

  private static Run of(RunRecord run) {
    return new Run(
        run.label().id(),
        run.label().agent(),
        run.date().toString(),
        run.figures(),
        run.replacements(),
        run.mishaps(),
        run.logs(),
        run.calls());
  }
}
