package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every server of the oldest and the newest generation, and of those between where its major
 * version changes, on every JVM: a provider is told to stop while it serves slow requests. {@code
 * -Dstack}, {@code -Djdk} and {@code -Djdks} choose some. Leaves {@code target/matrix.md}, and with
 * {@code -Dupdate} the same table in {@code docs/supported-versions.md}.
 */
@Tag("matrix")
@ExtendWith(NacosServers.Shared.class)
class MatrixIT {

  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static OneProvider bed;
  private static Jdks jdks;
  private static MatrixTable table;

  @BeforeAll
  static void start(NacosServers nacos) throws Exception {
    jdks = new Jdks(WORKSPACE);
    table = new MatrixTable(WORKSPACE, Stack.servers(WORKSPACE), jdks.columns());
    bed = new OneProvider("it-matrix", nacos);
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
    if (System.getProperty("update") != null) {
      table.writeInto(WORKSPACE.root().resolve("docs/supported-versions.md"));
    }
  }

  static Stream<Cell> cells() throws Exception {
    List<String> stacks = Stack.servers(WORKSPACE);
    return columns()
        .flatMap(column -> stacks.stream().map(stack -> new Cell(stack, column)))
        .filter(cell -> Chosen.by("stack", cell.stack()));
  }

  static Stream<Column> denying() throws Exception {
    return columns().filter(column -> column.name().endsWith("deny"));
  }

  private static Stream<Column> columns() throws Exception {
    return new Jdks(WORKSPACE).columns().stream().filter(column -> Chosen.by("jdk", column.name()));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void losesNothingWhenItIsStopped(Cell cell) throws Exception {
    if (cell.column().hasVirtualThreads() && !hasVirtualThreads(cell.stack())) {
      table.put(cell.stack(), cell.column(), "-");
      return;
    }
    Jdk jdk = jdk(cell);
    try {
      cell.run(bed, jdk);
      table.put(cell.stack(), cell.column(), "works");
    } catch (Cell.DoesNotRun e) {
      table.put(cell.stack(), cell.column(), "app does not run: " + e.getMessage());
    } catch (Exception | AssertionError e) {
      table.put(cell.stack(), cell.column(), "**FAILED: " + Cell.broken(e) + "**");
      throw e;
    }
  }

  /**
   * The Nacos clients of these generations do not run there. The application of the agent's own
   * tests, with a client that is faked, shows that the agent does.
   */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("denying")
  void theAgentItselfNeedsNothingThatIsDenied(Column column) throws Exception {
    AgentAlone.drainsOn(jdks.get(column), WORKSPACE);
  }

  private static Jdk jdk(Cell cell) throws Exception {
    try {
      Jdk jdk = jdks.get(cell.column());
      table.put(MatrixTable.VERSIONS, cell.column(), Jdks.version(jdk.executable()));
      return jdk;
    } catch (IllegalStateException e) {
      table.put(cell.stack(), cell.column(), "**not run: there is no such JVM here**");
      throw e;
    }
  }

  /** Spring Boot has them since 3.2. */
  private static boolean hasVirtualThreads(String stack) throws IOException {
    return Stack.named(WORKSPACE, stack).boot().compareTo(Version.parse("3.2")) >= 0;
  }
}
