package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log file of real JVMs; {@code LogFileTest} and {@code LogOutputTest} have the rest. */
class LogFileIT {

  private static final String LINE = "[-0-9]+ [:.0-9]+ [A-Z]+ +\\[nacos-graceful] .+";

  @TempDir Path folder;

  @Test
  void losesNoLineWhenSeveralJvmsWriteOneSmallFile() throws Exception {
    try (Jvm one = app();
        Jvm two = app();
        Jvm three = app()) {
      for (Jvm jvm : List.of(one, two, three)) {
        assertThat(jvm.exitCode()).isEqualTo(3);
        assertThat(jvm.err()).isEmpty();
        assertThat(jvm.out()).contains("hook done").doesNotContain("[nacos-graceful]");
      }
    }
    List<String> lines = files().stream().flatMap(LogFileIT::lines).toList();
    assertThat(lines)
        .allMatch(line -> line.matches(LINE) || line.matches("(java|\tat )\\S.*")); // or of a trace
    for (String message : List.of(" armed on Java ", ": deregistering [", "; handed over at ")) {
      assertThat(lines.stream().filter(line -> line.contains(message))).as(message).hasSize(3);
    }
    assertThat(files()).hasSizeGreaterThan(3);
  }

  private Jvm app() throws IOException {
    return Jvm.app(
        "exit",
        "-Dnacos.graceful.log.file=" + folder.resolve("agent.log"),
        "-Dnacos.graceful.log.level=debug",
        "-Dnacos.graceful.log.max-size=1kB",
        "-Dnacos.graceful.log.files=100");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
