package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link WireIT} measured with one agent: {@code target/wire-this.md} and the like, beside
 * which those of other builds can be laid.
 */
final class WireTable {

  private final Path file;
  private final List<String> lines =
      new ArrayList<>(List.of("| measured | caller | result |", "| --- | --- | --- |"));

  WireTable(Path target, WireAgent agent) {
    file = target.resolve("wire-" + agent.name() + ".md");
  }

  /** Written at once: a long measurement that is stopped leaves what it has. */
  void add(String measured, Scenario caller, String result) throws IOException {
    String line =
        "| %s | %s, %s | %s |".formatted(measured, caller.stack(), caller.client(), result);
    System.out.println("WireIT: " + line);
    lines.add(line);
    Files.write(file, lines);
  }
}
