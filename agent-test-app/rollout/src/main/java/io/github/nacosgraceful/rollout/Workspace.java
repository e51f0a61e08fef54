package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the other modules leave what a rollout needs, and where a rollout leaves its results. */
record Workspace(Path root) {

  /** Maven runs tests and the demo in this module's directory; the root is somewhere above. */
  static Workspace find() {
    Path start = Path.of("").toAbsolutePath();
    for (Path dir = start; dir != null; dir = dir.getParent()) {
      if (Files.isRegularFile(dir.resolve("agent-test-app/rollout/pom.xml"))) {
        return new Workspace(dir);
      }
    }
    throw new IllegalStateException(start + " is not inside a checkout of the project");
  }

  Path agentJar() {
    return root.resolve("agent/target/nacos-graceful-agent.jar");
  }

  Path stackClasspath(String stack) {
    return root.resolve("agent-test-app/stacks/" + stack + "/target/run.classpath");
  }

  Path nacosClasspath(String version) {
    return root.resolve("agent-test-app/nacos-server/" + version + "/target/run.classpath");
  }

  Path report() {
    return target().resolve("report");
  }

  /** An empty directory for one run's logs. */
  Path logs(String run) throws IOException {
    Path logs = target().resolve("rollout").resolve(run);
    deleteAll(logs);
    return Files.createDirectories(logs);
  }

  /** Says what has to be built before a process is started in vain. */
  void check(Scenario scenario, boolean agent) {
    List<Path> needed = new ArrayList<>();
    needed.add(nacosClasspath(scenario.nacos()));
    needed.add(stackClasspath(scenario.stack()));
    if (agent) {
      needed.add(agentJar());
    }
    for (Path file : needed) {
      if (!Files.isRegularFile(file)) {
        throw new IllegalStateException(
            root.relativize(file) + " is missing: run 'mvn -DskipTests package' in the root first");
      }
    }
  }

  private Path target() {
    return root.resolve("agent-test-app/rollout/target");
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
