package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.io.Reader;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A module below {@code stacks}: a generation of Spring Cloud on some web server, as its own build
 * says what it is.
 *
 * @param clients what calls its providers, the usual client first; none where it is no generation
 *     of its own
 * @param server that it has the tests of; empty where others do
 */
record Stack(String name, List<String> clients, String server, Version boot, String springCloud) {

  /** The first with HTTP/2 without TLS. */
  private static final Version BOOT_WITH_HTTP2 = Version.parse("2.5");

  /** All that were built, from the oldest to the newest. */
  static List<Stack> all(Workspace workspace) throws IOException {
    try (Stream<Path> files = Files.list(workspace.stacks())) {
      List<Path> built =
          files
              .map(stack -> stack.resolve("target/stack.properties"))
              .filter(Files::isRegularFile)
              .toList();
      List<Stack> all = new ArrayList<>();
      for (Path file : built) {
        all.add(read(file));
      }
      all.sort(Comparator.comparing(Stack::boot).thenComparing(Stack::name));
      return all;
    }
  }

  /** Those that clients are tested with. */
  static List<Stack> generations(Workspace workspace) throws IOException {
    return all(workspace).stream().filter(stack -> !stack.clients.isEmpty()).toList();
  }

  static Stack named(Workspace workspace, String name) throws IOException {
    workspace.require(workspace.stackClasspath(name));
    return read(workspace.stacks().resolve(name).resolve("target/stack.properties"));
  }

  /** One for each web server in each of its major versions. */
  static List<String> servers(Workspace workspace) throws IOException {
    return oldest(all(workspace).stream());
  }

  /** The same where Spring Boot has HTTP/2 without TLS. */
  static List<String> serversWithHttp2(Workspace workspace) throws IOException {
    return oldest(
        all(workspace).stream().filter(stack -> stack.boot.compareTo(BOOT_WITH_HTTP2) >= 0));
  }

  String usualClient() {
    return clients.get(0);
  }

  private static List<String> oldest(Stream<Stack> stacks) {
    Map<String, String> names = new LinkedHashMap<>();
    stacks
        .filter(stack -> !stack.server.isEmpty())
        .forEach(stack -> names.putIfAbsent(stack.server, stack.name));
    return List.copyOf(names.values());
  }

  private static Stack read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    String clients = properties.getProperty("clients");
    return new Stack(
        file.getParent().getParent().getFileName().toString(),
        clients.isEmpty() ? List.of() : List.of(clients.split(",")),
        properties.getProperty("server"),
        Version.parse(properties.getProperty("spring-boot")),
        properties.getProperty("spring-cloud"));
  }
}
