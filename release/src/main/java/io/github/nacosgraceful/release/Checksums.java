package io.github.nacosgraceful.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** What {@code sha256sum -c} reads. */
final class Checksums {

  static final String FILE = "SHA256SUMS";

  private Checksums() {}

  /** Of all files in a folder. */
  static String of(Path folder) throws IOException {
    StringBuilder sums = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> !file.endsWith(FILE)).sorted().toList()) {
        sums.append(of(Files.readAllBytes(file)))
            .append("  ")
            .append(file.getFileName())
            .append('\n');
      }
    }
    return sums.toString();
  }

  private static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JVM has it", e);
    }
  }
}
