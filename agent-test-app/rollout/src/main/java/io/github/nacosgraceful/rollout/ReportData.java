package io.github.nacosgraceful.rollout;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the page shows.
 *
 * @param scenario what was run, in words
 * @param table see {@link FiguresTable#rows}
 */
record ReportData(
    String scenario, String date, int rate, List<List<String>> table, List<Run> runs) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  /**
   * One run.
   *
   * @param shares of each new instance that warms up, by its name
   * @param agentLogs of the processes that were replaced; empty without the agent
   */
  record Run(
      String title,
      CallsPerSecond timeline,
      List<Event> events,
      Map<String, List<Share>> shares,
      Map<String, Long> causes,
      List<ProcessLog> agentLogs) {

    static Run of(RunRecord run) {
      return new Run(
          run.label().title(),
          CallsPerSecond.of(run),
          run.events(),
          sharesOf(run),
          FailureCauses.of(run.calls()),
          run.replacements().stream()
              .map(each -> run.log(each.before().name()))
              .filter(log -> !log.agentLines().isEmpty())
              .toList());
    }
  }

  private static Map<String, List<Share>> sharesOf(RunRecord run) {
    Map<String, List<Share>> shares = new LinkedHashMap<>();
    for (Replacement each : run.replacements()) {
      List<Share> ofOne = Share.of(run, each);
      if (!ofOne.isEmpty()) {
        shares.put(each.after().name(), ofOne);
      }
    }
    return shares;
  }

  static ReportData of(List<RunRecord> runs) {
    RunRecord first = runs.get(0);
    return new ReportData(
        first.scenario().toString(),
        DATE.format(first.date()),
        first.scenario().rate(),
        new FiguresTable(runs).rows(),
        runs.stream().map(Run::of).toList());
  }
}
