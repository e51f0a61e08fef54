package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Readiness;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures what the agent costs a start: cold starts of the sample provider without and with it, in
 * turns, from the start of the process until it answers that it is ready; and how much memory and
 * how many classes it has then. In this package to start processes exactly as a rollout does. Needs
 * Linux, for {@code /proc}.
 *
 * <pre>
 * mvn -q verify -Pstartup -pl agent-test-app/contract -am -DskipTests -DskipITs -Druns=20
 * </pre>
 */
final class StartUp {

  private static final Duration LONGEST = Duration.ofSeconds(120);

  private final Readiness readiness = new Readiness();
  private final List<Start> plain = new ArrayList<>();
  private final List<Start> agent = new ArrayList<>();

  private StartUp() {}

  public static void main(String[] arguments) throws Exception {
    new StartUp().measure(arguments[0], Integer.parseInt(arguments[1]));
    System.exit(0);
  }

  private void measure(String stack, int runs) throws IOException, InterruptedException {
    Scenario scenario =
        new Scenario(stack, "3.1", Generation.on(stack).usualClient(), 1, 0, Duration.ZERO);
    Workspace workspace = Workspace.find("rollout");
    Prerequisites.check(workspace, scenario);
    Path logs = workspace.logs("startup");
    Progress progress = new Progress(System.out);
    try (Processes processes = new Processes(progress)) {
      Nacos nacos = Nacos.start(scenario.nacos(), workspace, processes, logs, progress);
      Applications without =
          new Applications(
              scenario, RunLabel.of(scenario, false, 1, 1), workspace, nacos, logs, processes);
      Applications with =
          new Applications(
              scenario, RunLabel.of(scenario, true, 1, 1), workspace, nacos, logs, processes);
      start(without); // reads every file once, for both
      start(with);
      for (int run = 1; run <= runs; run++) {
        plain.add(start(without));
        agent.add(start(with));
        progress.step(
            "start %d of %d: %.2f s without, %.2f s with the agent"
                .formatted(run, runs, plain.get(run - 1).seconds, agent.get(run - 1).seconds));
      }
    }
    System.out.printf(
        "medians of %d starts on stack %s, Java %s%n", runs, stack, Runtime.version());
    print("ready after, ms", start -> start.seconds * 1000);
    print("resident, MiB", Start::megabytes);
    print("classes", Start::classes);
  }

  private void print(String what, ToDoubleFunction<Start> figure) {
    double without = median(plain, figure);
    double with = median(agent, figure);
    System.out.printf(
        "%-16s %,9.0f without, %,9.0f with the agent: %+,.0f%n",
        what, without, with, with - without);
  }

  /** Polled each 50 ms, the same for both. */
  private Start start(Applications applications) throws IOException, InterruptedException {
    Child provider = applications.startProvider();
    try {
      readiness.await(provider, "/ready", LONGEST);
      double seconds = provider.secondsSinceStart();
      return new Start(seconds, residentMegabytes(provider), classes(provider));
    } finally {
      provider.terminate();
      provider.awaitExit(LONGEST);
    }
  }

  private static double residentMegabytes(Child child) throws IOException {
    Path status = Path.of("/proc", String.valueOf(child.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElseThrow();
  }

  /** Those from the class-data archive too. */
  private static double classes(Child child) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(Jvm.EXECUTABLE).resolveSibling("jcmd").toString(),
                String.valueOf(child.pid()),
                "PerfCounter.print")
            .start();
    try (BufferedReader counters = jcmd.inputReader()) {
      return counters
          .lines()
          .filter(line -> line.matches("java\\.cls\\.(sharedL|l)oadedClasses=.*"))
          .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
          .sum();
    }
  }

  private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
    double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private record Start(double seconds, double megabytes, double classes) {}
}
