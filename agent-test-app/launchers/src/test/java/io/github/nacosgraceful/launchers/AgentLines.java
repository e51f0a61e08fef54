package io.github.nacosgraceful.launchers;

import io.github.nacosgraceful.testbed.Child;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the agent said in a process. */
final class AgentLines {

  private AgentLines() {}

  /** One for each drain. */
  static List<String> summaries(Child child) throws IOException {
    return of(child, line -> line.contains("handed over at"));
  }

  static List<String> warnings(Child child) throws IOException {
    return of(child, line -> line.contains(" WARN "));
  }

  /** The class loaders in which classes of a package were hooked. */
  static Set<String> loaders(Child child, String hooked) throws IOException {
    return of(child, line -> line.contains("hooked " + hooked)).stream()
        .map(line -> line.replaceFirst(".*? in (.*), \\d+ us$", "$1"))
        .collect(Collectors.toSet());
  }

  private static List<String> of(Child child, Predicate<String> wanted) throws IOException {
    return child.logLines().stream()
        .filter(line -> line.contains("[nacos-graceful] "))
        .filter(wanted)
        .toList();
  }
}
