package io.github.nacosgraceful.rollout;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the agent of one process wrote, among all that the process wrote. */
record ProcessLog(String process, List<String> agentLines) {

  private static final String MARK = "[nacos-graceful]";
  private static final Pattern SUPPRESSED = Pattern.compile("suppressed errors (\\d+)");

  static ProcessLog of(String process, List<String> lines) {
    return new ProcessLog(process, lines.stream().filter(line -> line.contains(MARK)).toList());
  }

  boolean armed() {
    return agentLines.stream().anyMatch(line -> line.contains("armed"));
  }

  /** The count in the line that ends a shutdown; empty when there is no such line. */
  OptionalLong suppressedErrors() {
    return agentLines.stream()
        .map(SUPPRESSED::matcher)
        .filter(Matcher::find)
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
        .findFirst();
  }

  List<String> warningsOfSuppressedErrors() {
    return agentLines.stream()
        .filter(line -> line.contains(" WARN ") && line.contains("suppressed"))
        .toList();
  }
}
