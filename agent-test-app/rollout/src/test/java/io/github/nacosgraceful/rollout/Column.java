package io.github.nacosgraceful.rollout;

import java.nio.file.Path;
import java.util.List;

/**
 * A release of Java and a way to start it: a column of the matrix.
 *
 * @param release as {@link Jdks} knows it
 */
record Column(String name, String release, List<String> options, List<String> arguments) {

  static final String VIRTUAL = "virtual";

  /** JEP 500. */
  private static final String REFUSED = "--illegal-final-field-mutation=deny";

  private static final String ENABLED = "--enable-final-field-mutation=ALL-UNNAMED";

  static final List<Column> ALL =
      List.of(
          plain("8"),
          plain("11"),
          plain("17"),
          plain("21"),
          plain("25"),
          plain("26"),
          plain("27"),
          plain("28"),
          new Column("25-deny", "25", List.of("--sun-misc-unsafe-memory-access=deny"), List.of()),
          new Column("27-final", "27", List.of(REFUSED, ENABLED), List.of()),
          new Column("27-final-deny", "27", List.of(REFUSED), List.of()),
          virtual("21"),
          virtual("25"));

  static Column plain(String release) {
    return new Column(release, release, List.of(), List.of());
  }

  private static Column virtual(String release) {
    return new Column(
        release + "-" + VIRTUAL,
        release,
        List.of(),
        List.of("--spring.threads.virtual.enabled=true"));
  }

  boolean hasVirtualThreads() {
    return name.endsWith(VIRTUAL);
  }

  Jdk on(Path executable) {
    return new Jdk(name, executable, options, arguments);
  }

  @Override
  public String toString() {
    return name;
  }
}
