package io.github.nacosgraceful.bridge;

import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * A jar in memory, as small as it is on the disk: whatever becomes of the file, its entries are
 * there. Immutable; any thread.
 *
 * <p>Not by {@code java.util.jar}, which reads either from the file or, from a stream, everything
 * up to the entry. Of the ZIP format it knows what a jar of two megabytes has: no ZIP64.
 */
final class JarCopy {

  /** The end of the central directory: its signature, and its length if there is no comment. */
  private static final int END = 0x06054b50;

  private static final int END_LENGTH = 22;
  private static final int LOCAL_LENGTH = 30;
  private static final int CENTRAL_LENGTH = 46;

  private final byte[] jar;

  /** By name, where in the jar the central directory tells of an entry. */
  private final Map<String, Integer> entries;

  private JarCopy(byte[] jar) throws IOException {
    this.jar = jar;
    int end = end();
    int count = twoBytes(end + 10);
    int at = fourBytes(end + 16);
    entries = new HashMap<>(count * 2);
    for (int i = 0; i < count; i++) {
      int nameLength = twoBytes(at + 28);
      String name = new String(jar, at + CENTRAL_LENGTH, nameLength, StandardCharsets.UTF_8);
      entries.put(name, at);
      at += CENTRAL_LENGTH + nameLength + twoBytes(at + 30) + twoBytes(at + 32);
    }
  }

  /**
   * @throws IOException if it cannot be read, or is no jar
   */
  static JarCopy of(File file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      byte[] jar = new byte[(int) file.length()];
      for (int length = 0; length < jar.length; ) {
        int more = in.read(jar, length, jar.length - length);
        if (more < 0) {
          throw new EOFException(file.getPath());
        }
        length += more;
      }
      return new JarCopy(jar);
    } catch (IndexOutOfBoundsException e) {
      throw new ZipException(file + " is no jar");
    }
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** What is in an entry; null if there is none of that name. */
  byte[] read(String name) throws IOException {
    Integer central = entries.get(name);
    if (central == null) {
      return null;
    }
    int local = fourBytes(central + 42);
    int from = local + LOCAL_LENGTH + twoBytes(local + 26) + twoBytes(local + 28);
    int length = fourBytes(central + 20);
    return twoBytes(central + 10) == ZipEntry.STORED
        ? Arrays.copyOfRange(jar, from, from + length)
        : inflate(name, from, length, fourBytes(central + 24));
  }

  private byte[] inflate(String name, int from, int length, int inflatedLength) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(jar, from, length);
      byte[] bytes = new byte[inflatedLength];
      int inflated = inflater.inflate(bytes);
      if (inflated < inflatedLength) {
        throw new ZipException(name + " is shorter than it should be");
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new ZipException(name + ": " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private int end() {
    int at = jar.length - END_LENGTH;
    while (fourBytes(at) != END) {
      at--;
    }
    return at;
  }

  private int fourBytes(int at) {
    return twoBytes(at) | twoBytes(at + 2) << 16;
  }

  private int twoBytes(int at) {
    return (jar[at] & 0xff) | (jar[at + 1] & 0xff) << 8;
  }
}
