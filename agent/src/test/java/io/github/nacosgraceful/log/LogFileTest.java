package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFileTest {

  private static final int SIZE = 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void keepsTheYoungestLinesInFilesOfThisSize(int oldFiles) throws IOException {
    LogFile file = file(oldFiles);
    for (int i = 10; i < 100; i++) {
      file.append("line " + i + ".\n"); // 9 bytes
    }
    assertThat(path(0)).content().isEqualTo("line 98.\nline 99.\n");
    for (int old = 1; old <= oldFiles; old++) {
      int first = 98 - 2 * old;
      assertThat(path(old)).content().isEqualTo("line " + first + ".\nline " + (first + 1) + ".\n");
    }
    assertThat(folder.toFile().list()).hasSize(oldFiles + 1);
  }

  @Test
  void goesOnInAFileThatIsThere() throws IOException {
    Files.writeString(path(0), "before\n");
    file(1).append("after\n");
    assertThat(path(0)).content().isEqualTo("before\nafter\n");
  }

  @Test
  void writesATextThatIsLongerThanTheFileMayBe() throws IOException {
    LogFile file = file(2);
    String text = "x".repeat(SIZE + 1) + "\n";
    file.append(text);
    file.append("next\n");
    assertThat(path(0)).content().isEqualTo("next\n");
    assertThat(path(1)).content().isEqualTo(text);
    assertThat(path(2)).doesNotExist();
  }

  @Test
  void makesAFileThatWasRemovedAgain() throws IOException {
    LogFile file = file(1);
    file.append("one\n");
    Files.delete(path(0));
    file.append("two\n");
    assertThat(path(0)).content().isEqualTo("two\n");
  }

  @Test
  void writesToTheFileThatAnotherJvmHasBegun() throws IOException {
    LogFile file = file(1);
    file.append("one\n");
    Files.move(path(0), path(1));
    file.append("two\n");
    assertThat(path(0)).content().isEqualTo("two\n");
    assertThat(path(1)).content().isEqualTo("one\n");
  }

  @Test
  void throwsWhereItsNameOrThatOfAnOldOneIsTaken() throws IOException {
    LogFile file = file(1);
    file.append("12345678901234567\n");
    Files.createDirectories(path(1).resolve("not empty"));
    assertThatThrownBy(() -> file.append("more\n")).hasMessageContaining("cannot be renamed");
    assertThat(path(0)).content().isEqualTo("12345678901234567\n");

    Files.delete(path(0));
    Files.createDirectory(path(0));
    assertThatThrownBy(() -> file.append("more\n")).hasMessageContaining("Is a directory");
  }

  @Test
  void endsTheLineThatAFullDiskHasCutOff() throws IOException {
    LogFile file = file(1);
    Files.createSymbolicLink(path(0), Path.of("/dev/full"));
    assertThatThrownBy(() -> file.append("one\n")).hasMessageContaining("No space left on device");
    Files.delete(path(0));
    Files.writeString(path(0), "on");
    file.append("two\n");
    file.append("three\n");
    assertThat(path(0)).content().isEqualTo("on\ntwo\nthree\n");
  }

  private LogFile file(int oldFiles) {
    return new LogFile(path(0).toFile(), SIZE, oldFiles);
  }

  private Path path(int number) {
    return folder.resolve(number == 0 ? "agent.log" : "agent.log." + number);
  }
}
