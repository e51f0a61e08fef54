package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JVMs of the matrix: those that {@code -Djdks} names; else the one of this build, and for all
 * other releases Debian's, which {@code jdks.sh} puts below {@code target}.
 */
final class Jdks {

  private static final String THIS = String.valueOf(Runtime.version().feature());

  private final Map<String, Path> given = new TreeMap<>();
  private final Map<String, String> missing = new TreeMap<>();
  private final Workspace workspace;

  Jdks(Workspace workspace) throws IOException, InterruptedException {
    this.workspace = workspace;
    for (String home : System.getProperty("jdks", "").split(",")) {
      if (!home.isBlank()) {
        Path java = Path.of(home.strip(), "bin", "java");
        given.put(release(java), java);
      }
    }
  }

  /** All, or those that the given JVMs can fill. */
  List<Column> columns() {
    if (given.isEmpty()) {
      return Column.ALL;
    }
    Stream<Column> known = Column.ALL.stream().filter(each -> given.containsKey(each.release()));
    Stream<Column> others =
        given.keySet().stream()
            .filter(release -> Column.ALL.stream().noneMatch(c -> c.release().equals(release)))
            .map(Column::plain);
    return Stream.concat(known, others).toList();
  }

  /** Fails with the reason if there is none. */
  Jdk get(Column column) throws IOException, InterruptedException {
    return column.on(java(column.release()));
  }

  /** What it says of itself. */
  static String version(Path java) throws IOException, InterruptedException {
    return property(java, "java.runtime.version");
  }

  private Path java(String release) throws IOException, InterruptedException {
    if (given.containsKey(release)) {
      return given.get(release);
    }
    if (given.isEmpty() && release.equals(THIS)) {
      return Path.of(Jvm.EXECUTABLE);
    }
    Path jdks = workspace.target().resolve("jdks");
    Path java = jdks.resolve(release).resolve("bin/java");
    if (!Files.isExecutable(java) && !missing.containsKey(release)) {
      fetch(jdks, release);
    }
    if (missing.containsKey(release)) {
      throw new IllegalStateException(missing.get(release));
    }
    return java;
  }

  private void fetch(Path jdks, String release) throws IOException, InterruptedException {
    String script = workspace.root().resolve("agent-test-app/jdks.sh").toString();
    Process process =
        new ProcessBuilder("bash", script, jdks.toString(), release)
            .redirectErrorStream(true)
            .start();
    List<String> said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    said.forEach(System.out::println);
    if (process.waitFor() != 0) {
      missing.put(release, said.isEmpty() ? "jdks.sh failed" : said.get(said.size() - 1));
    }
  }

  /** Such as 8 or 21, and 21-openj9 for a JVM that is not HotSpot. */
  private static String release(Path java) throws IOException, InterruptedException {
    String release = property(java, "java.specification.version").replaceFirst("^1\\.", "");
    boolean openJ9 = property(java, "java.vm.name").contains("OpenJ9");
    return openJ9 ? release + "-openj9" : release;
  }

  private static String property(Path java, String name) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(java.toString(), "-XshowSettings:properties", "-version")
            .redirectErrorStream(true)
            .start();
    String settings = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return settings
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(name + " = "))
        .map(line -> line.substring(name.length() + 3))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(java + " does not say its " + name));
  }
}
