package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The starts on one JDK. */
final class JdkStarts {

  private static final Pattern VERSION = Pattern.compile("version \"([^\"]+)\"");

  final Path executable;
  final String version;
  private final Map<Agent, List<Start>> starts = new EnumMap<>(Agent.class);

  /**
   * @param executable the {@code java} of a JDK, which has a {@code jcmd} beside it
   */
  JdkStarts(Path executable) throws IOException {
    this.executable = executable;
    Matcher version = VERSION.matcher(output(executable.toString(), "-version"));
    this.version = version.find() ? version.group(1) : executable.toString();
  }

  void add(Agent agent, Start start) {
    starts.computeIfAbsent(agent, any -> new ArrayList<>()).add(start);
  }

  /** Those from the class-data archive too. */
  long classes(long pid) throws IOException {
    String jcmd = executable.resolveSibling("jcmd").toString();
    return output(jcmd, String.valueOf(pid), "PerfCounter.print")
        .lines()
        .filter(line -> line.matches("java\\.cls\\.(sharedL|l)oadedClasses=.*"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
        .sum();
  }

  /** A row of a table: the medians without an agent, and how much more with each. */
  String row() {
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            version,
            cell(start -> start.seconds() * 1000),
            cell(Start::cpuMillis),
            cell(Start::megabytes),
            cell(Start::classes));
  }

  private String cell(ToDoubleFunction<Start> figure) {
    double without = median(Agent.NONE, figure);
    return starts.keySet().stream()
        .map(
            agent ->
                agent == Agent.NONE
                    ? "%.0f".formatted(without)
                    : "%+.0f".formatted(median(agent, figure) - without))
        .collect(Collectors.joining(", "));
  }

  private double median(Agent agent, ToDoubleFunction<Start> figure) {
    double[] sorted = starts.get(agent).stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
