package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A table of what newer versions came to; from several threads. */
public final class NewestTable {

  private final List<String> head;
  private final Set<String> rows = Collections.synchronizedSet(new TreeSet<>());

  public NewestTable(String... head) {
    this.head = List.of(head);
  }

  public void add(String... cells) {
    rows.add(row(List.of(cells)));
  }

  /** Prints it too. */
  public void write(Path file) throws IOException {
    StringBuilder table = new StringBuilder();
    table.append(row(head)).append('\n');
    table.append(row(Collections.nCopies(head.size(), "---"))).append('\n');
    synchronized (rows) {
      rows.forEach(row -> table.append(row).append('\n'));
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, table);
    System.out.println(table);
  }

  private static String row(List<String> cells) {
    return "| "
        + String.join(" | ", cells.stream().map(one -> one.replace('|', '/')).toList())
        + " |";
  }
}
