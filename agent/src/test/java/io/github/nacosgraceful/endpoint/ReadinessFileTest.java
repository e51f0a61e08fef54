package io.github.nacosgraceful.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file says what is so, or a line in the log does. */
class ReadinessFileTest {

  @TempDir Path folder;
  private Path path;
  private ReadinessFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("ready");
    file = new ReadinessFile(path.toFile(), null);
  }

  @Test
  void isThereAsLongAsTheProcessIsReady() {
    assertThat(file.show(true)).isNull();
    assertThat(path).isRegularFile();
    assertThat(file.show(false)).isNull();
    assertThat(path).doesNotExist();
    assertThat(file.show(false)).isNull();
  }

  @Test
  void isNotThereBecauseOfAnEarlierProcess() throws IOException {
    Files.createFile(path);
    assertThat(file.show(false)).isNull();
    assertThat(path).doesNotExist();
  }

  @Test
  void saysThatItCannotBeRemoved() {
    File stuck =
        new File(path.toString()) {
          private static final long serialVersionUID = 1;

          @Override
          public boolean delete() {
            return false;
          }
        };
    ReadinessFile stays = new ReadinessFile(stuck, null);
    assertThat(stays.show(true)).isNull();
    assertThat(stays.show(false)).isEqualTo("it is still there");
    assertThat(stays.show(true)).isNull();
  }

  /** Whoever cleans the temporary folder of what is old. */
  @Test
  void comesBackWhereSomebodyElseHasRemovedIt() throws IOException {
    file.show(true);
    Files.delete(path);
    assertThat(file.show(true)).isNull();
    assertThat(path).isRegularFile();
  }

  @Test
  void isMadeAsSoonAsItsFolderIsThere() throws IOException {
    ReadinessFile deeper = new ReadinessFile(folder.resolve("sub/ready").toFile(), null);
    assertThat(deeper.show(true)).isEqualTo("No such file or directory");
    Files.createDirectory(folder.resolve("sub"));
    assertThat(deeper.show(true)).isNull();
    assertThat(folder.resolve("sub/ready")).isRegularFile();
  }

  @Test
  void leavesAFolderOfItsNameAlone() throws IOException {
    Files.createDirectory(path);
    assertThat(file.show(false)).isNull();
    assertThat(path).isDirectory();
    assertThat(file.show(true)).isEqualTo("it is not a file");
  }
}
