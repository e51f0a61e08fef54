package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTableTest {

  private static final String BEGIN =
      "<!-- written by mvn verify -Dsuite=matrix -Dupdate: begin -->";
  private static final String END = "<!-- written by mvn verify -Dsuite=matrix -Dupdate: end -->";

  @TempDir private Path root;

  @BeforeEach
  void twoStacksWithTheirJars() throws Exception {
    jars("2025-jetty", "spring-boot-3.5.7.jar:jetty-server-12.0.29.jar:reactor-netty-1.2.11.jar");
    jars("2025-webflux", "spring-boot-3.5.7.jar:reactor-netty-http-1.2.11.jar");
  }

  @Test
  void aRowHasTheServerAndACellForEachJvm() throws Exception {
    table().put("2025-jetty", Column.plain("17"), "works");
    assertThat(lines())
        .contains(
            "| generation | Boot | server | 8 | 11 | 17 | 21 |",
            "| 2025-jetty | 3.5.7 | Jetty 12.0.29 | not run | not run | works | not run |",
            "| 2025-webflux | 3.5.7 | Reactor Netty 1.2.11 | not run | not run | not run |");
  }

  @Test
  void aJvmThatWasGivenHasAColumn() throws Exception {
    Column given = Column.plain("21-openj9");
    table(given).put("2025-jetty", given, "works");
    assertThat(lines()).contains("| 25-virtual | 21-openj9 |", "| not run | works |");
  }

  @Test
  void aFailureFitsIntoItsCell() throws Exception {
    table().put("2025-jetty", Column.plain("8"), "it did\n not | start " + "x".repeat(300));
    assertThat(lines()).contains("| it did not start xxx").contains("xxx ... |");
  }

  @Test
  void aPageKeepsTheCellsThatWereNotRun() throws Exception {
    Path page = Files.writeString(root.resolve("page.md"), BEGIN + "\n" + END + "\n");
    table().put("2025-jetty", Column.plain("17"), "works");
    table().writeInto(page);
    String first = Files.readString(page);
    assertThat(first).contains("| not run | works | not run |");

    Files.delete(root.resolve("agent-test-app/rollout/target/matrix/2025-jetty@17"));
    table().writeInto(page);
    assertThat(page).content().isEqualTo(first);
  }

  private MatrixTable table(Column... columns) throws Exception {
    return new MatrixTable(
        new Workspace(root, "rollout"), List.of("2025-jetty", "2025-webflux"), List.of(columns));
  }

  private String lines() throws Exception {
    return Files.readString(root.resolve("agent-test-app/rollout/target/matrix.md"));
  }

  private void jars(String stack, String classpath) throws Exception {
    Path target = root.resolve("agent-test-app/stacks").resolve(stack).resolve("target");
    Files.writeString(Files.createDirectories(target).resolve("run.classpath"), classpath);
  }
}
