package io.github.nacosgraceful.release;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives each entry of a jar the mode that a release has. Maven writes those of the files that it
 * packed, and they follow the {@code umask} of whoever builds. Nothing else of the jar is touched.
 */
final class JarModes {

  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;

  /** In the upper half: what Unix knows of a file. */
  private static final int FILE = 0100644 << 16;

  /** With the mark that a folder has on other systems. */
  private static final int FOLDER = 040755 << 16 | 0x10;

  private JarModes() {}

  static void set(Path jar) throws IOException {
    byte[] bytes = Files.readAllBytes(jar);
    ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int end = bytes.length - END_LENGTH;
    if (end < 0 || zip.getInt(end) != END) {
      throw new IOException(jar + " does not end as a jar without a comment");
    }
    int at = zip.getInt(end + 16);
    for (int left = zip.getShort(end + 10) & 0xffff; left > 0; left--) {
      if (zip.getInt(at) != ENTRY) {
        throw new IOException(jar + " has no entry at " + at);
      }
      int name = zip.getShort(at + 28) & 0xffff;
      boolean folder = bytes[at + ENTRY_LENGTH + name - 1] == '/';
      zip.putInt(at + 38, folder ? FOLDER : FILE);
      at +=
          ENTRY_LENGTH + name + (zip.getShort(at + 30) & 0xffff) + (zip.getShort(at + 32) & 0xffff);
    }
    Files.write(jar, bytes);
  }
}
