package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the rollouts came to, a line each. Every line is a file, so that some rollouts can be run
 * again and the others keep their lines; {@code mvn clean} removes them all.
 */
final class GenerationsTable {

  private static final String PROFILE = "rollouts";

  private static final List<String> HEAD =
      List.of(
          "| generation | Boot | Spring Cloud | Spring Cloud Alibaba | balancer | Nacos client "
              + "| client | replicas | failed without | failed with "
              + "| new instance first called after, with |",
          "|---|---|---|---|---|---|---|---|---|---|---|");

  private static final int LONGEST_CAUSE = 300;

  private final Workspace workspace;
  private final Path lines;
  private final Map<Scenario, Line> begun = new LinkedHashMap<>();

  GenerationsTable(Workspace workspace) throws IOException {
    this.workspace = workspace;
    lines = Files.createDirectories(workspace.target().resolve("rollouts"));
  }

  /** The runs with and without the agent share one. */
  Line line(Scenario scenario) throws IOException {
    if (!begun.containsKey(scenario)) {
      begun.put(scenario, new Line(scenario));
    }
    return begun.get(scenario);
  }

  /** Every line so far. */
  void write() throws IOException {
    for (Line line : begun.values()) {
      line.write();
    }
    Files.writeString(workspace.target().resolve("rollouts.md"), table(Map.of()));
  }

  /** Between two markers of a page, whose lines stay where nothing was run. */
  void writeInto(Path page) throws IOException {
    Page section = new Page(page, PROFILE);
    Map<String, String> before = new HashMap<>();
    for (String line : section.rows()) {
      String[] cells = Page.cells(line);
      before.put(name(cells[1], cells[7], cells[8]), line);
    }
    section.write(table(before));
  }

  private String table(Map<String, String> before) throws IOException {
    List<String> table = new ArrayList<>(HEAD);
    for (Generation generation : Generation.ALL) {
      for (String client : generation.clients()) {
        for (String replicas : List.of("2", "1")) {
          String name = name(generation.stack(), client, replicas);
          Path line = lines.resolve(name);
          if (Files.exists(line)) {
            table.add(Files.readString(line));
          } else if (before.containsKey(name)) {
            table.add(before.get(name));
          }
        }
      }
    }
    return String.join("\n", table) + "\n";
  }

  private static String name(String stack, String client, String replicas) {
    return String.join("-", stack, client, replicas);
  }

  /** Of one client. What is not run again stays as it was. */
  final class Line {

    private final Scenario scenario;
    private final List<String> versions;
    private String without = "";
    private String with = "";
    private String firstCalled = "";
    private String failures = "";

    Line(Scenario scenario) throws IOException {
      this.scenario = scenario;
      Path stack = workspace.stackClasspath(scenario.stack());
      versions =
          versions(
              Classpath.of(workspace, scenario.stack()),
              Files.readString(stack.resolveSibling("spring-cloud.version")).strip());
      if (Files.exists(file())) {
        String[] before = Page.cells(Files.readString(file()));
        without = before[9];
        with = before[10];
        firstCalled = before[11];
      }
    }

    void without(Figures figures) {
      without = share(figures);
    }

    void with(Figures figures) {
      with = share(figures);
      firstCalled =
          figures.firstCalled().stream()
              .map(time -> time == null ? "never" : String.format(Locale.ROOT, "%.1f s", time))
              .collect(Collectors.joining(", "));
    }

    void failed(String why) {
      failures = (failures + " " + why).strip();
    }

    String failures() {
      return failures;
    }

    private void write() throws IOException {
      List<String> cells = new ArrayList<>();
      cells.add(scenario.stack());
      cells.addAll(versions);
      cells.add(scenario.client());
      cells.add(String.valueOf(scenario.replicas()));
      cells.addAll(List.of(without, (with + shownFailures()).strip(), firstCalled));
      Files.writeString(file(), "| " + String.join(" | ", cells) + " |");
    }

    private Path file() {
      return lines.resolve(
          name(scenario.stack(), scenario.client(), String.valueOf(scenario.replicas())));
    }

    /** In one line; the build's log has them in full. */
    private String shownFailures() {
      String text = failures.replaceAll("[\\s|]+", " ");
      if (text.length() > LONGEST_CAUSE) {
        text = text.substring(0, LONGEST_CAUSE) + " ...";
      }
      return text.isEmpty() ? "" : " **FAILED: " + text + "**";
    }
  }

  static List<String> versions(Classpath jars, String springCloud) {
    Optional<String> ribbon =
        jars.version("ribbon-loadbalancer").map(version -> "Ribbon " + version);
    Optional<String> loadBalancer =
        jars.version("spring-cloud-loadbalancer").map(version -> "LoadBalancer " + version);
    return List.of(
        jars.version("spring-boot").orElseThrow(),
        springCloud,
        jars.version("spring-cloud-starter-alibaba-nacos-discovery").orElseThrow(),
        ribbon.or(() -> loadBalancer).orElseThrow(),
        jars.version("nacos-client").orElseThrow());
  }

  private static String share(Figures figures) {
    return String.format(Locale.ROOT, "%,d of %,d", figures.failed(), figures.calls());
  }
}
