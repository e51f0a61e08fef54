package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A table that tests write. Every line is a file, so that some tests can be run again and the
 * others keep their lines; {@code mvn clean} removes them all.
 */
final class WrittenTable {

  private static final int LONGEST_CAUSE = 300;

  private final Path directory;
  private final List<String> head;
  private final List<String> names;
  private final Function<List<String>, String> nameOf;

  /**
   * @param directory of the lines
   * @param names of all lines, in their order
   * @param nameOf tells from the cells of a line what its name is
   */
  WrittenTable(
      Path directory, List<String> head, List<String> names, Function<List<String>, String> nameOf)
      throws IOException {
    this.directory = Files.createDirectories(directory);
    this.head = head;
    this.names = names;
    this.nameOf = nameOf;
  }

  void write(List<String> cells) throws IOException {
    Files.writeString(file(nameOf.apply(cells)), "| " + String.join(" | ", cells) + " |");
  }

  /** Of the line with that name as it was written last; none if it never was. */
  List<String> cells(String name) throws IOException {
    return Files.exists(file(name)) ? cellsOf(Files.readString(file(name))) : List.of();
  }

  void writeTo(Path file) throws IOException {
    Files.writeString(file, table(Map.of()));
  }

  /** Its lines stay where nothing was run. */
  void writeInto(DocsPage page) throws IOException {
    Map<String, String> before = new HashMap<>();
    for (String line : page.rows()) {
      if (!head.contains(line)) {
        before.put(nameOf.apply(cellsOf(line)), line);
      }
    }
    page.write(table(before));
  }

  /** What a line says of a failure; the build's log has it in full. */
  static String failure(String why) {
    String text = why.strip().replaceAll("[\\s|]+", " ");
    if (text.length() > LONGEST_CAUSE) {
      text = text.substring(0, LONGEST_CAUSE) + " ...";
    }
    return text.isEmpty() ? "" : "**FAILED: " + text + "**";
  }

  private String table(Map<String, String> before) throws IOException {
    List<String> table = new ArrayList<>(head);
    for (String name : names) {
      if (Files.exists(file(name))) {
        table.add(Files.readString(file(name)));
      } else if (before.containsKey(name)) {
        table.add(before.get(name));
      }
    }
    return String.join("\n", table) + "\n";
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  /** Without what is before the first bar and behind the last. */
  private static List<String> cellsOf(String line) {
    List<String> cells = List.of(DocsPage.cells(line));
    return cells.subList(1, cells.size() - 1);
  }
}
