package io.github.nacosgraceful.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that is read once and then needs its file no more. */
class JarCopyTest {

  private static final byte[] TEXT = "one, one, one, one, one".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void pack() throws IOException {
    file = directory.resolve("some.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.setComment("made by a test");
      out.putNextEntry(new ZipEntry("folder/"));
      ZipEntry deflated = new ZipEntry("folder/text");
      deflated.setExtra(new byte[] {1, 2, 0, 0});
      deflated.setComment("text");
      out.putNextEntry(deflated);
      out.write(TEXT);
      out.putNextEntry(new ZipEntry("large"));
      out.write(large());
      ZipEntry stored = new ZipEntry("stored");
      stored.setMethod(ZipEntry.STORED);
      stored.setSize(TEXT.length);
      CRC32 checksum = new CRC32();
      checksum.update(TEXT);
      stored.setCrc(checksum.getValue());
      out.putNextEntry(stored);
      out.write(TEXT);
      out.putNextEntry(new ZipEntry("empty"));
    }
  }

  @Test
  void hasWhatTheJarHadWhateverBecomesOfTheFile() throws IOException {
    JarCopy copy = JarCopy.of(file.toFile());
    Files.write(file, new byte[100]);
    assertThat(copy.has("folder/text")).isTrue();
    assertThat(copy.read("folder/text")).isEqualTo(TEXT);
    assertThat(copy.read("stored")).isEqualTo(TEXT);
    assertThat(copy.read("large")).isEqualTo(large());
    assertThat(copy.read("empty")).isEmpty();
    assertThat(copy.has("text")).isFalse();
    assertThat(copy.read("text")).isNull();
  }

  @Test
  void isNotMadeOfWhatIsNoJar() throws IOException {
    byte[] jar = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, jar.length / 2, jar.length - 30}) {
      Files.write(file, Arrays.copyOf(jar, length));
      assertThatThrownBy(() -> JarCopy.of(file.toFile()))
          .isInstanceOf(ZipException.class)
          .hasMessage(file + " is no jar");
    }
  }

  private static byte[] large() {
    byte[] bytes = new byte[200_000];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
