package io.github.nacosgraceful.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules and the dashboard, checked by Prometheus' own tool and Grafana's own types. */
class MonitoringTest {

  private static final Path ALERTS = Examples.FOLDER.resolve("prometheus/alerts.yaml");
  private static final Path DASHBOARD =
      Examples.FOLDER.resolve("grafana/nacos-graceful-agent.json");
  private static final int COLUMNS = 24;

  @TempDir Path folder;

  @Test
  void areRulesThatPrometheusTakes() throws Exception {
    Path alerts = Files.copy(ALERTS, folder.resolve("alerts.yaml"));
    assertThat(promtool("check", "rules", "alerts.yaml").exitCode()).isZero();
    Files.writeString(alerts, Files.readString(alerts).replace("increase(", "increases("));
    assertThat(promtool("check", "rules", "alerts.yaml").exitCode()).isPositive();
  }

  /** Each alert on series that must raise it, and on others that must not. */
  @Test
  void riseWhenTheyShallAndNotElse() throws Exception {
    Path alerts = Files.copy(ALERTS, folder.resolve("alerts.yaml"));
    Files.copy(
        Path.of("src/test/resources/prometheus/alerts-test.yaml"), folder.resolve("tests.yaml"));
    Tool tested = promtool("test", "rules", "tests.yaml");
    assertThat(tested.exitCode()).as(tested.out()).isZero();
    Files.writeString(alerts, Files.readString(alerts).replace("> 0", "> 1000"));
    assertThat(promtool("test", "rules", "tests.yaml").exitCode()).isPositive();
  }

  @Test
  void hasATestForEachAlert() throws IOException {
    String tests = Files.readString(Path.of("src/test/resources/prometheus/alerts-test.yaml"));
    for (JsonNode rule : Examples.yaml(Files.readString(ALERTS)).get(0).at("/groups/0/rules")) {
      assertThat(tests).contains(rule.path("alert").asText());
    }
  }

  /** As rules, since that is what the tool reads. */
  @Test
  void asksWhatPrometheusUnderstands() throws Exception {
    StringBuilder rules = new StringBuilder("groups: [{ name: all, rules: [\n");
    int count = 0;
    for (JsonNode panel : dashboard().path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String query =
            target
                .path("expr")
                .asText()
                .replace("$__rate_interval", "1m")
                .replace("$__range", "1h")
                .replaceAll("\\$(job|instance)", ".*");
        assertThat(query).doesNotContain("$");
        String quoted = new ObjectMapper().writeValueAsString(query);
        rules
            .append("{ record: 'r:")
            .append(count++)
            .append("', expr: ")
            .append(quoted)
            .append(" },\n");
      }
    }
    assertThat(count).isGreaterThan(15);
    Files.writeString(folder.resolve("rules.yaml"), rules + "] }]\n");
    Tool checked = promtool("check", "rules", "rules.yaml");
    assertThat(checked.exitCode()).as(checked.out()).isZero();
  }

  @Test
  void hasPanelsThatDoNotOverlap() throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard().path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.path("title").asText()).isNotBlank();
      JsonNode at = panel.path("gridPos");
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        assertThat(x).isLessThan(COLUMNS);
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(taken.add(x + "," + y)).as("%s at %s,%s", panel.path("title"), x, y).isTrue();
        }
      }
    }
  }

  /** Downloads Grafana's types from npm: only with {@code -Dgrafana}. */
  @Test
  void isWhatGrafanasTypesAllow() throws Exception {
    assumeTrue(System.getProperty("grafana") != null, "not without -Dgrafana");
    String script = Path.of("..", "grafana.sh").toRealPath().toString();
    String types = Path.of("target", "grafana").toAbsolutePath().toString();
    String dashboard = DASHBOARD.toRealPath().toString();
    Tool checked = Tool.run(folder, List.of(script, types, dashboard));
    assertThat(checked.exitCode()).as(checked.out()).isZero();
    Path wrong = folder.resolve("wrong.json");
    Files.writeString(wrong, Files.readString(DASHBOARD).replace("\"gridPos\"", "\"grid\""));
    assertThat(Tool.run(folder, List.of(script, types, wrong.toString())).exitCode()).isPositive();
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(DASHBOARD.toFile());
  }

  private Tool promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    return Tool.run(folder, command);
  }
}
