package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the cells came to. Every cell is a file, so that some can be run again and the others stay;
 * {@code mvn clean} removes them all.
 */
final class MatrixTable {

  private static final String SUITE = "matrix";
  private static final List<String> HEAD = List.of("generation", "Boot", "server");
  private static final int LONGEST = 200;

  /** The row that says which builds of the JVMs it were. */
  static final String VERSIONS = "JVM";

  private final Workspace workspace;
  private final List<String> stacks;
  private final List<String> columns;
  private final Path cells;

  MatrixTable(Workspace workspace, List<String> stacks, List<Column> columns) throws IOException {
    this.workspace = workspace;
    this.stacks = stacks;
    this.columns =
        Stream.concat(Column.ALL.stream(), columns.stream()).map(Column::name).distinct().toList();
    cells = Files.createDirectories(workspace.target().resolve("matrix"));
  }

  /** In one line; the build's log has it in full. */
  void put(String row, Column column, String result) throws IOException {
    String text = result.replaceAll("[\\s|]+", " ").strip();
    if (text.length() > LONGEST) {
      text = text.substring(0, LONGEST) + " ...";
    }
    Files.writeString(cells.resolve(name(row, column.name())), text);
    Files.writeString(workspace.target().resolve("matrix.md"), table(Map.of()));
  }

  /** Between two markers of a page, whose cells stay where nothing was run. */
  void writeInto(Path page) throws IOException {
    DocsPage section = new DocsPage(page, SUITE);
    Map<String, String> before = new HashMap<>();
    List<String[]> rows = section.rows().stream().map(DocsPage::cells).toList();
    for (String[] row : rows) {
      for (int i = 1 + HEAD.size(); i < row.length - 1; i++) {
        before.put(name(row[1], rows.get(0)[i]), row[i]);
      }
    }
    section.write(table(before));
  }

  private String table(Map<String, String> before) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(concat(HEAD, columns));
    rows.add(Collections.nCopies(HEAD.size() + columns.size(), "---"));
    rows.add(concat(List.of(VERSIONS, "", ""), values(VERSIONS, before)));
    for (String stack : stacks) {
      rows.add(concat(software(stack), values(stack, before)));
    }
    StringBuilder table = new StringBuilder();
    rows.forEach(row -> table.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return table.toString();
  }

  private List<String> values(String row, Map<String, String> before) throws IOException {
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      Path cell = cells.resolve(name(row, column));
      values.add(
          Files.exists(cell)
              ? Files.readString(cell)
              : before.getOrDefault(name(row, column), "not run"));
    }
    return values;
  }

  private List<String> software(String stack) throws IOException {
    Classpath jars = Classpath.of(workspace, stack);
    return List.of(stack, jars.version("spring-boot").orElseThrow(), server(jars));
  }

  /** With its version. All but WebFlux have Reactor Netty only as a client. */
  private static String server(Classpath jars) {
    return Stream.of(
            named("Tomcat", jars, "tomcat-embed-core"),
            named("Jetty", jars, "jetty-server"),
            named("Undertow", jars, "undertow-core"),
            named("Reactor Netty", jars, "reactor-netty-http"),
            named("Reactor Netty", jars, "reactor-netty"))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> named(String server, Classpath jars, String jar) {
    return jars.version(jar).map(version -> server + " " + version);
  }

  private static String name(String row, String column) {
    return row + "@" + column;
  }

  private static List<String> concat(List<String> one, List<String> two) {
    return Stream.concat(one.stream(), two.stream()).toList();
  }
}
