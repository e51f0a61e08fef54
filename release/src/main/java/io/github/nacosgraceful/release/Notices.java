package io.github.nacosgraceful.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The licences and notices of the libraries whose classes are in the jar, in one text. */
final class Notices {

  private static final String FOLDER = "META-INF/licenses/";

  private Notices() {}

  static String of(Path jar) throws IOException {
    StringBuilder all = new StringBuilder();
    all.append("nacos-graceful-agent has classes of these libraries in its jar.\n\n")
        .append("picocli and Gson: Apache License 2.0, as nacos-graceful-agent itself (LICENSE).\n")
        .append("Byte Buddy, slf4j-api and ASM: below.\n");
    try (JarFile file = new JarFile(jar.toFile())) {
      List<ZipEntry> texts =
          file.stream()
              .filter(entry -> entry.getName().startsWith(FOLDER) && !entry.isDirectory())
              .<ZipEntry>map(entry -> entry)
              .sorted((one, other) -> one.getName().compareTo(other.getName()))
              .toList();
      for (ZipEntry text : texts) {
        String name = text.getName().substring(FOLDER.length());
        all.append("\n").append("-".repeat(100)).append("\n").append(name).append("\n\n");
        try (InputStream in = file.getInputStream(text)) {
          all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()).append("\n");
        }
      }
    }
    return all.toString();
  }
}
