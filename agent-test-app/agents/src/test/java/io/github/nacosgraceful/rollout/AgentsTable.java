package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of the rollouts beside other agents, a line each. */
final class AgentsTable {

  static final List<String> STACKS = List.of("2025", "greenwich");

  private static final List<String> HEAD =
      List.of(
          "| other agent | version | which is first | generation | calls failed "
              + "| suppressed errors | what the other one did |",
          "|---|---|---|---|---|---|---|");

  private static final String OURS = "this one";
  private static final String OTHER = "the other";

  private final Workspace workspace;
  private final WrittenTable table;

  AgentsTable(Workspace workspace) throws IOException {
    this.workspace = workspace;
    table =
        new WrittenTable(
            workspace.target().resolve("lines"), HEAD, names(), c -> name(c.subList(0, 4)));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Kind kind : Kind.ALL) {
      for (String order : List.of(OTHER, OURS)) {
        for (String stack : STACKS) {
          names.add(name(List.of(kind.name(), kind.version(), order, stack)));
        }
      }
    }
    return names;
  }

  void passed(Kind kind, boolean oursFirst, String stack, Beside.Outcome outcome)
      throws IOException {
    Figures figures = outcome.figures();
    write(
        kind,
        oursFirst,
        stack,
        List.of(
            String.format(Locale.ROOT, "%,d of %,d", figures.failed(), figures.calls()),
            "0",
            outcome.work()));
  }

  void failed(Kind kind, boolean oursFirst, String stack, Throwable why) throws IOException {
    write(kind, oursFirst, stack, List.of("", "", WrittenTable.failure(String.valueOf(why))));
  }

  private void write(Kind kind, boolean oursFirst, String stack, List<String> rest)
      throws IOException {
    List<String> cells = new ArrayList<>();
    cells.addAll(List.of(kind.name(), kind.version(), oursFirst ? OURS : OTHER, stack));
    cells.addAll(rest);
    table.write(cells);
    table.writeTo(workspace.target().resolve("agents.md"));
  }

  /** As {@link WrittenTable} does. */
  void writeInto(Path page) throws IOException {
    table.writeInto(new DocsPage(page, "agents"));
  }

  private static String name(List<String> cells) {
    return String.join("-", cells).replace(' ', '-');
  }
}
