package io.github.nacosgraceful.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures of all runs side by side, for the terminal and for the report. */
final class FiguresTable {

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Figures> figures;

  FiguresTable(List<RunRecord> runs) {
    figures = runs.stream().map(RunRecord::figures).toList();
    rows.add(row("", runs.stream().map(run -> run.label().title()).toList()));
    add("calls", each -> format("%,d", each.calls()));
    add(
        "failed",
        each ->
            each.failed() == 0
                ? "0"
                : format("%,d (%.2f %%)", each.failed(), 100 * each.failedShare()));
    if (runs.stream().anyMatch(FiguresTable::loses)) {
      rows.add(
          row(
              "of them not under way then",
              runs.stream().map(run -> format("%,d", run.failedInVain())).toList()));
    }
    add("SIGTERM to exit", each -> seconds(each.sigtermToExit()));
    add("new instance first called after", each -> seconds(each.firstCalled()));
    add("p50", each -> format("%.0f ms", each.p50()));
    add("p99", each -> format("%.0f ms", each.p99()));
    if (runs.stream().anyMatch(run -> run.joining().isCold())) {
      add("p99 before the rollout", each -> format("%.0f ms", each.p99Before()));
      add("p99 since it began", each -> format("%.0f ms", each.p99Since()));
    }
    if (figures.stream().anyMatch(each -> each.fromCurve() != null)) {
      add("farthest from the curve", each -> points(each.fromCurve()));
    }
  }

  /** The first row holds the titles of the runs, the first column the names of the figures. */
  List<List<String>> rows() {
    return rows;
  }

  String text() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < rows.get(0).size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder(format("  %-" + widths.get(0) + "s", row.get(0)));
    for (int column = 1; column < row.size(); column++) {
      line.append(format("   %" + widths.get(column) + "s", row.get(column)));
    }
    return line.toString();
  }

  /** Whether an instance went with what it was doing. */
  private static boolean loses(RunRecord run) {
    return run.mishaps().stream()
        .anyMatch(each -> each.kind() == Event.Kind.KILLED || each.kind() == Event.Kind.FROZEN);
  }

  private void add(String name, Function<Figures, String> cell) {
    rows.add(row(name, figures.stream().map(cell).toList()));
  }

  private static List<String> row(String name, List<String> cells) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.addAll(cells);
    return row;
  }

  /** One time for each replacement. */
  private static String seconds(List<Double> times) {
    return times.stream()
        .map(time -> time == null ? "never" : format("%.1f s", time))
        .collect(Collectors.joining(", "));
  }

  private static String points(Double distance) {
    return distance == null ? "" : format("%.1f points", distance);
  }

  /** The same in every locale. */
  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
