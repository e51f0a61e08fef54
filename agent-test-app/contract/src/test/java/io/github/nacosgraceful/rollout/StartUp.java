package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Readiness;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what the agent costs a start: cold starts of the sample provider without and with it, in
 * turns, from the start of the process until it answers that it is ready. In this package to start
 * processes exactly as a rollout does.
 *
 * <pre>
 * mvn -q verify -Pstartup -pl agent-test-app/contract -am -DskipTests -DskipITs -Druns=20
 * </pre>
 */
final class StartUp {

  private static final Duration LONGEST = Duration.ofSeconds(120);

  private final Readiness readiness = new Readiness();
  private final List<Double> plain = new ArrayList<>();
  private final List<Double> agent = new ArrayList<>();

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
                .formatted(run, runs, plain.get(run - 1), agent.get(run - 1)));
      }
    }
    System.out.printf(
        "median of %d starts on stack %s: %.0f ms without, %.0f ms with the agent: %+.0f ms%n",
        runs,
        stack,
        median(plain) * 1000,
        median(agent) * 1000,
        (median(agent) - median(plain)) * 1000);
  }

  /** In seconds; polled each 50 ms, the same for both. */
  private double start(Applications applications) throws IOException, InterruptedException {
    Child provider = applications.startProvider();
    try {
      readiness.await(provider, "/ready", LONGEST);
      return provider.secondsSinceStart();
    } finally {
      provider.terminate();
      provider.awaitExit(LONGEST);
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
