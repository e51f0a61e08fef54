package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the rollouts came to, a line each. */
final class GenerationsTable {

  private static final List<String> HEAD =
      List.of(
          "| generation | Boot | Spring Cloud | Spring Cloud Alibaba | balancer | Nacos client "
              + "| client | replicas | failed without | failed with "
              + "| new instance first called after, with |",
          "|---|---|---|---|---|---|---|---|---|---|---|");

  private final Workspace workspace;
  private final WrittenTable table;
  private final Map<Scenario, Line> begun = new LinkedHashMap<>();

  GenerationsTable(Workspace workspace) throws IOException {
    this.workspace = workspace;
    table =
        new WrittenTable(
            workspace.target().resolve("rollouts"),
            HEAD,
            names(workspace),
            cells -> name(cells.get(0), cells.get(6), cells.get(7)));
  }

  private static List<String> names(Workspace workspace) throws IOException {
    List<String> names = new ArrayList<>();
    for (Stack generation : Stack.generations(workspace)) {
      for (String client : generation.clients()) {
        names.add(name(generation.name(), client, "2"));
        names.add(name(generation.name(), client, "1"));
      }
    }
    return names;
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
    table.writeTo(workspace.target().resolve("rollouts.md"));
  }

  /** As {@link WrittenTable} does. */
  void writeInto(Path page) throws IOException {
    table.writeInto(new DocsPage(page, "rollouts"));
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
      versions =
          versions(
              Classpath.of(workspace, scenario.stack()),
              Stack.named(workspace, scenario.stack()).springCloud());
      List<String> before = table.cells(name());
      if (!before.isEmpty()) {
        without = before.get(8);
        with = before.get(9);
        firstCalled = before.get(10);
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
      String failure = WrittenTable.failure(failures);
      cells.addAll(List.of(without, (with + " " + failure).strip(), firstCalled));
      table.write(cells);
    }

    private String name() {
      return GenerationsTable.name(
          scenario.stack(), scenario.client(), String.valueOf(scenario.replicas()));
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
