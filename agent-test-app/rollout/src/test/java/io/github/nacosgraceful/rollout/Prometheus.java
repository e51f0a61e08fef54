package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Workspace;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real Prometheus with the alert rules of {@code deploy/}, that looks every second. */
final class Prometheus {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Child process;

  private Prometheus(Child process) {
    this.process = process;
  }

  /**
   * Downloads it where the system has none.
   *
   * @param targets the endpoints of agents, by the names of their jobs
   */
  static Prometheus start(
      Workspace workspace, Path folder, Processes processes, Map<String, URI> targets)
      throws Exception {
    Path tool = workspace.target().resolve("prometheus");
    Process get =
        new ProcessBuilder(
                workspace.root().resolve("agent-test-app/prometheus.sh").toString(),
                tool.toString())
            .inheritIO()
            .start();
    assertThat(get.waitFor(5, TimeUnit.MINUTES) && get.exitValue() == 0).isTrue();
    Path data = Files.createDirectories(folder.resolve("prometheus"));
    String jobs =
        targets.entrySet().stream()
            .map(
                target ->
                    "  - job_name: %s%n    static_configs: [{ targets: ['%s'] }]%n"
                        .formatted(target.getKey(), target.getValue().getAuthority()))
            .collect(Collectors.joining());
    Files.writeString(
        data.resolve("prometheus.yml"),
        """
        global: { scrape_interval: 1s, evaluation_interval: 1s }
        rule_files: ['%s']
        scrape_configs:
        %s"""
            .formatted(workspace.root().resolve("deploy/prometheus/alerts.yaml"), jobs));
    int port = Ports.application();
    return new Prometheus(
        processes.start(
            "prometheus",
            port,
            folder.resolve("prometheus.log"),
            List.of(
                tool.resolve("prometheus").toString(),
                "--config.file=" + data.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + data.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)));
  }

  /** The names of the alerts that fire. */
  List<String> firing() throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode alert : get("/api/v1/alerts").at("/data/alerts")) {
      if (alert.path("state").asText().equals("firing")) {
        names.add(alert.at("/labels/alertname").asText());
      }
    }
    return names;
  }

  /** The values of a query now, by job. */
  Map<String, Double> now(String query) throws Exception {
    JsonNode result = get("/api/v1/query?query=" + encoded(query)).at("/data/result");
    Map<String, Double> values = new TreeMap<>();
    result.forEach(
        one -> values.put(one.at("/metric/job").asText(), one.at("/value/1").asDouble()));
    return values;
  }

  /** A page with the graph of each query over the last minutes. */
  URI graph(int minutes, String... queries) {
    StringBuilder page = new StringBuilder("/graph?");
    for (int i = 0; i < queries.length; i++) {
      String graph = "&g" + i + ".";
      page.append(graph).append("expr=").append(encoded(queries[i]));
      page.append(graph)
          .append("tab=0")
          .append(graph)
          .append("range_input=")
          .append(minutes)
          .append("m");
      page.append(graph).append("stacked=0").append(graph).append("step_input=1");
    }
    return process.uri(page.toString());
  }

  private JsonNode get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(process.uri(path)).timeout(PATIENCE).build();
    return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
