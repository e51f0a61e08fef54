package io.github.nacosgraceful.rollout;

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
 * default build runs a core on its own JVM, {@code -Pmatrix} all. {@code -Dstack}, {@code -Djdk}
 * and {@code -Djdks} choose some. Leaves {@code target/matrix.md}, and with {@code -Dupdate} the
 * same table in {@code docs/supported-versions.md}.
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

  private static final List<String> CORE = List.of("greenwich-webflux", "2025.1");

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
    if (!ALL) {
      Column here = Column.plain(String.valueOf(Runtime.version().feature()));
      return CORE.stream().map(stack -> new Cell(stack, here));
    }
    List<Column> columns = new Jdks(WORKSPACE).columns();
    return columns.stream()
        .filter(column -> Chosen.by("jdk", column.name()))
        .flatMap(column -> STACKS.stream().map(stack -> new Cell(stack, column)))
        .filter(cell -> Chosen.by("stack", cell.stack()));
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

  private static Jdk jdk(Cell cell) throws Exception {
    try {
      Jdk jdk = jdks.get(cell.column());
      table.put(MatrixTable.VERSIONS, cell.column(), Jdks.version(jdk.executable()));
      return jdk;
    } catch (IllegalStateException e) {
      table.put(cell.stack(), cell.column(), "**not run: " + e.getMessage() + "**");
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
