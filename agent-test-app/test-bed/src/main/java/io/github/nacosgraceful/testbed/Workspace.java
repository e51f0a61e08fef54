package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the modules leave what a run needs, and where a run leaves its results.
 *
 * @param root of the checkout
 * @param module the one below {@code agent-test-app} that the results belong to
 */
public record Workspace(Path root, String module) {

  /** Maven runs tests and the demo in their module's directory; the root is somewhere above. */
  public static Workspace find(String module) {
    Path start = Path.of("").toAbsolutePath();
    for (Path dir = start; dir != null; dir = dir.getParent()) {
      if (Files.isRegularFile(dir.resolve("agent-test-app/test-bed/pom.xml"))) {
        return new Workspace(dir, module);
      }
    }
    throw new IllegalStateException(start + " is not inside a checkout of the project");
  }

  public Path agentJar() {
    return root.resolve("agent/target/nacos-graceful-agent.jar");
  }

  /** The folder of the generations of Spring Cloud. */
  public Path stacks() {
    return root.resolve("agent-test-app/stacks");
  }

  public Path stackClasspath(String stack) {
    return stacks().resolve(stack + "/target/run.classpath");
  }

  public Path nacosClasspath(String version) {
    return root.resolve("agent-test-app/nacos-server/" + version + "/target/run.classpath");
  }

  public Path target() {
    return root.resolve("agent-test-app/" + module + "/target");
  }

  /** An empty directory for one run's logs. */
  public Path logs(String run) throws IOException {
    Path logs = target().resolve(module).resolve(run);
    deleteAll(logs);
    return Files.createDirectories(logs);
  }

  /** Says what has to be built before a process is started in vain. */
  public void require(Path... files) {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new IllegalStateException(
            root.relativize(file) + " is missing: run 'mvn -DskipTests package' in the root first");
      }
    }
  }

  private static void deleteAll(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
