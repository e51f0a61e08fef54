package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.testbed.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsTableTest {

  private static final String BEGIN =
      "<!-- written by mvn verify -Dsuite=rollouts -Dupdate: begin -->";
  private static final String END = "<!-- written by mvn verify -Dsuite=rollouts -Dupdate: end -->";

  @TempDir private Path root;
  private GenerationsTable table;

  @BeforeEach
  void aStackWithItsJars() throws Exception {
    Path stack = Files.createDirectories(root.resolve("agent-test-app/stacks/2025/target"));
    Files.writeString(
        stack.resolve("run.classpath"),
        "spring-boot-3.5.7.jar:spring-cloud-starter-alibaba-nacos-discovery-2025.0.0.0.jar"
            + ":spring-cloud-loadbalancer-4.3.0.jar:nacos-client-3.0.3.jar");
    Files.write(
        stack.resolve("stack.properties"),
        List.of(
            "clients=feign,webclient", "server=", "spring-boot=3.5.7", "spring-cloud=2025.0.0"));
    table = new GenerationsTable(new Workspace(root, "rollout"));
  }

  @Test
  void aLineHasTheVersionsOfTheJarsAndTheFiguresOfTheRuns() throws Exception {
    GenerationsTable.Line line = table.line(scenario("feign", 1));
    line.without(Samples.run(false).figures());
    line.with(Samples.run(true).figures());
    assertThat(lines())
        .contains(
            "| 2025 | 3.5.7 | 2025.0.0 | 2025.0.0.0 | LoadBalancer 4.3.0 | 3.0.3 | feign | 1"
                + " | 10 of 40 | 0 of 40 | 0.5 s |");
  }

  @Test
  void aFailureIsNamedInItsLine() throws Exception {
    GenerationsTable.Line line = table.line(scenario("feign", 2));
    line.failed("it did\n not | start");
    assertThat(lines()).contains("| 2 |  | **FAILED: it did not start** |  |");
  }

  @Test
  void whatEarlierRunsCameToStays() throws Exception {
    table.line(scenario("feign", 1)).with(Samples.run(true).figures());
    table.write();
    table = new GenerationsTable(new Workspace(root, "rollout"));
    table.line(scenario("feign", 1)).without(Samples.run(false).figures());
    table.line(scenario("feign", 2));
    assertThat(lines()).contains("| feign | 1 | 10 of 40 | 0 of 40 | 0.5 s |", "| feign | 2 |");
  }

  @Test
  void aPageKeepsTheLinesOfWhatWasNotRun() throws Exception {
    table.line(scenario("feign", 1));
    table.line(scenario("webclient", 2));
    table.write();
    Path page = page("before\n" + BEGIN + "\n" + END + "\nafter\n");
    table.writeInto(page);
    String all = Files.readString(page);
    assertThat(all)
        .startsWith("before\n" + BEGIN)
        .contains("| feign | 1 |", "| webclient | 2 |")
        .endsWith(END + "\nafter\n");

    Files.delete(root.resolve("agent-test-app/rollout/target/rollouts/2025-feign-1"));
    table.writeInto(page);
    assertThat(Files.readString(page)).isEqualTo(all);
  }

  @Test
  void aPageWithoutTheMarkersIsLeftAsItIs() throws Exception {
    Path page = page("a page");
    assertThatThrownBy(() -> table.writeInto(page)).hasMessageContaining("begin");
    assertThat(Files.readString(page)).isEqualTo("a page");
  }

  private Path page(String text) throws Exception {
    return Files.writeString(root.resolve("page.md"), text);
  }

  private String lines() throws Exception {
    table.write();
    return Files.readString(root.resolve("agent-test-app/rollout/target/rollouts.md"));
  }

  private static Scenario scenario(String client, int replicas) {
    return new Scenario("2025", "3.1", client, replicas, 100, Duration.ofSeconds(3));
  }
}
