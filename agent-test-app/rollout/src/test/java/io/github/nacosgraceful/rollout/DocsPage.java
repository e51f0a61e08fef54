package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page of the documentation with a table that a build writes, between two markers.
 *
 * @param suite of the build, which names the markers
 */
record DocsPage(Path file, String suite) {

  /** The table's rows as they are, with the head. */
  List<String> rows() throws IOException {
    String text = Files.readString(file);
    return text.substring(afterBegin(text), text.indexOf(marker("end")))
        .lines()
        .filter(line -> line.startsWith("| "))
        .toList();
  }

  void write(String table) throws IOException {
    String text = Files.readString(file);
    int begin = afterBegin(text);
    String rest = text.substring(text.indexOf(marker("end")));
    Files.writeString(file, text.substring(0, begin) + "\n\n" + table + "\n" + rest);
  }

  /** The first one is empty: what stands before the first bar. */
  static String[] cells(String row) {
    return row.split(" *\\| *", -1);
  }

  private int afterBegin(String text) {
    int begin = text.indexOf(marker("begin"));
    if (begin < 0 || text.indexOf(marker("end")) < begin) {
      throw new IllegalStateException(
          "%s has no lines '%s' and '%s'".formatted(file, marker("begin"), marker("end")));
    }
    return begin + marker("begin").length();
  }

  private String marker(String which) {
    return "<!-- written by mvn verify -Dsuite=%s -Dupdate: %s -->".formatted(suite, which);
  }
}
