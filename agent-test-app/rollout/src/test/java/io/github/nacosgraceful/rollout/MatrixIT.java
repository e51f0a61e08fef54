package io.github.nacosgraceful.rollout;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every server of the oldest and the newest generation, and of those between where its major
 * version changes, on every JVM: a provider is told to stop while it serves slow requests. The
 * default build runs a core on its own JVM and on the oldest, {@code -Pmatrix} all. {@code
 * -Dstack}, {@code -Djdk} and {@code -Djdks} choose some. Leaves {@code target/matrix.md}, and with
 * {@code -Dupdate} the same table in {@code docs/supported-versions.md}.
 */
class MatrixIT {

  private static final List<String> STACKS =
      List.of(
          "greenwich",
          "greenwich-jetty",
          "greenwich-undertow",
          "greenwich-webflux",
          "2022-jetty",
          "2025",
          "2025-jetty",
          "2025-undertow",
          "2025-webflux",
          "2025.1",
          "2025.1-jetty",
          "2025.1-webflux");

  private static final List<String> CORE = List.of("greenwich-jetty");

  private static final boolean ALL = Boolean.getBoolean("matrix.all");
  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static OneProvider bed;
  private static Jdks jdks;
  private static MatrixTable table;

  @BeforeAll
  static void start() throws Exception {
    jdks = new Jdks(WORKSPACE);
    table = new MatrixTable(WORKSPACE, STACKS, jdks.columns());
    bed = new OneProvider("it-matrix");
  }

  @AfterAll
  static void stop() throws Exception {
    bed.close();
    if (System.getProperty("update") != null) {
      table.writeInto(WORKSPACE.root().resolve("docs/supported-versions.md"));
    }
  }

  static Stream<Cell> cells() throws Exception {
    List<String> stacks = ALL ? STACKS : CORE;
    return columns()
        .flatMap(column -> stacks.stream().map(stack -> new Cell(stack, column)))
        .filter(cell -> Chosen.by("stack", cell.stack()));
  }

  static Stream<Column> withoutUnsafe() throws Exception {
    return columns().filter(column -> column.name().endsWith("deny"));
  }

  private static Stream<Column> columns() throws Exception {
    return ALL
        ? new Jdks(WORKSPACE).columns().stream().filter(column -> Chosen.by("jdk", column.name()))
        : Stream.of("8", String.valueOf(Runtime.version().feature())).map(Column::plain);
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
  @MethodSource("withoutUnsafe")
  void theAgentItselfNeedsNoUnsafe(Column column) throws Exception {
    AgentAlone.drainsOn(jdks.get(column), WORKSPACE);
  }

  private static Jdk jdk(Cell cell) throws Exception {
    try {
      Jdk jdk = jdks.get(cell.column());
      table.put(MatrixTable.VERSIONS, cell.column(), Jdks.version(jdk.executable()));
      return jdk;
    } catch (IllegalStateException e) {
      table.put(cell.stack(), cell.column(), "**not run: there is no such JVM here**");
      assumeTrue(ALL, e.getMessage()); // not every system has Debian's packages
      throw e;
    }
  }

  /** Spring Boot has them since 3.2. */
  private static boolean hasVirtualThreads(String stack) throws IOException {
    String boot = Classpath.of(WORKSPACE, stack).version("spring-boot").orElseThrow();
    String[] parts = boot.split("\\.");
    return Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]) >= 302;
  }
}
