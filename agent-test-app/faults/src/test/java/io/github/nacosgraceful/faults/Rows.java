package io.github.nacosgraceful.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes what the cases came to into {@code target/faults.md}, a line for each with the runs
 * without and with the agent side by side: the table of {@code docs/faults.md}.
 */
final class Rows {

  private static final List<String> HEAD =
      List.of(
          "| test | client, Nacos | without the agent | with the agent | failed of a caller with"
              + " the agent |",
          "| --- | --- | --- | --- | --- |");

  private final Map<String, String[]> lines = new TreeMap<>();
  private final Path page;

  Rows(Path target) throws IOException {
    page = Files.createDirectories(target).resolve("faults.md");
    Files.deleteIfExists(page);
  }

  synchronized void add(Row row) {
    String[] ofTest = lines.computeIfAbsent(row.title(), title -> new String[] {"", "", ""});
    ofTest[row.with().agent() ? 1 : 0] = row.cells();
    if (row.with().agent()) {
      ofTest[2] = row.calledWithAgent();
    }
    List<String> table = new ArrayList<>(HEAD);
    lines.forEach((title, cells) -> table.add(title + " | " + String.join(" | ", cells) + " |"));
    try {
      Files.write(page, table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
