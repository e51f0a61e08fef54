package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOutputTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream standardError = new PrintStream(bytes);

  @Test
  void writesToStandardErrorWithoutAFile() {
    new LogOutput(standardError, null).write("one\n");
    assertThat(standardError()).containsExactly("one");
  }

  @Test
  void writesToTheFileAlone() {
    LogOutput output = output(folder.resolve("agent.log"));
    output.open();
    output.write("one\n");
    assertThat(folder.resolve("agent.log")).content().isEqualTo("one\n");
    assertThat(standardError()).isEmpty();
  }

  @Test
  void saysAtOnceThatTheFolderIsMissingAndGoesOnWithTheFileOnceItIsThere() throws IOException {
    Path file = folder.resolve("missing").resolve("agent.log");
    LogOutput output = output(file);
    output.open();
    assertThat(standardError())
        .singleElement()
        .asString()
        .endsWith(
            "WARN  [nacos-graceful] the log file %1$s cannot be written (%1$s (No such file or directory)): the log goes to standard error until it can."
                .formatted(file));
    output.write("one\n");
    output.write("two\n");
    assertThat(standardError()).hasSize(3).endsWith("one", "two");

    Files.createDirectory(file.getParent());
    output.write("three\n");
    output.write("four\n");
    assertThat(standardError()).hasSize(3);
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .endsWith("three", "four")
        .first()
        .asString()
        .endsWith(
            "the log file can be written again: lines before this went to standard error (2).");
  }

  @Test
  void losesNothingWhileTheDiskIsFullAndSaysEachTimeThatItIs() throws IOException {
    Path file = folder.resolve("agent.log");
    LogOutput output = output(file);
    output.open();
    output.write("one\n");
    Path whole = Files.move(file, folder.resolve("whole"));
    for (String line : List.of("two", "three")) {
      Files.deleteIfExists(file);
      Files.createSymbolicLink(file, Path.of("/dev/full"));
      output.write(line + "\n");
      Files.delete(file); // there is room again
      output.write("after " + line + "\n");
    }
    assertThat(whole).content().isEqualTo("one\n");
    assertThat(standardError())
        .satisfiesExactly(
            line -> assertThat(line).contains("cannot be written (No space left on device)"),
            line -> assertThat(line).isEqualTo("two"),
            line -> assertThat(line).contains("cannot be written (No space left on device)"),
            line -> assertThat(line).isEqualTo("three"));
    assertThat(Files.readAllLines(file)).endsWith("after three");
  }

  private LogOutput output(Path file) {
    return new LogOutput(standardError, new LogFile(file.toFile(), 1_000, 1));
  }

  private List<String> standardError() {
    return bytes.toString().lines().toList();
  }
}
