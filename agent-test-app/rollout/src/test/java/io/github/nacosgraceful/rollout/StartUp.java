package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures what the agent costs a start: cold starts of the sample provider without an agent, with
 * one that does nothing, with one that is only shown the classes, and with this one, in turns, on
 * one JDK or several; from the start of the process until it answers that it is ready, what
 * processor time it has taken then, and how much memory and how many classes it has. In this
 * package to start processes exactly as a rollout does. Needs Linux, for {@code /proc}. Leaves a
 * table in {@code target/startup-<stack>.md}.
 *
 * <pre>
 * mvn -q verify -Dsuite=startup -pl agent-test-app/rollout -am -Druns=20 -Dstack=2025 \
 *   -Djdks=/path/to/jdk-17,/path/to/jdk-21
 * </pre>
 */
final class StartUp {

  private static final Duration LONGEST = Duration.ofSeconds(120);

  private final Workspace workspace = Workspace.find("rollout");
  private final ReadyProbe readiness = new ReadyProbe();
  private final Random random = new Random(1);
  private final String stack;
  private final int runs;

  private StartUp(String stack, int runs) {
    this.stack = stack;
    this.runs = runs;
  }

  /** The stack, how often, and the homes of the JDKs, separated by commas. */
  public static void main(String[] arguments) throws Exception {
    List<JdkStarts> jdks = new ArrayList<>();
    for (String home : arguments[2].split(",")) {
      jdks.add(new JdkStarts(Path.of(home, "bin", "java")));
    }
    new StartUp(arguments[0], Integer.parseInt(arguments[1])).measure(jdks);
    System.exit(0);
  }

  private void measure(List<JdkStarts> jdks) throws Exception {
    Scenario scenario =
        new Scenario(
            stack, "3.1", Stack.named(workspace, stack).usualClient(), 1, 0, Duration.ZERO);
    Prerequisites.check(workspace, scenario);
    Path logs = workspace.logs("startup");
    Map<Agent, List<String>> options =
        Map.of(
            Agent.NONE, List.of(),
            Agent.IDLE, List.of("-javaagent:" + Agent.idle(logs)),
            Agent.LOOKING, List.of("-javaagent:" + Agent.looking(logs)),
            Agent.THIS, List.of());
    Progress progress = new Progress(System.out);
    try (Processes processes = new Processes(progress)) {
      Nacos nacos = Nacos.start(scenario.nacos(), workspace, processes, logs, progress);
      Applications without =
          new Applications(
              scenario, RunLabel.of(scenario, false, 1, 1), workspace, nacos, logs, processes);
      Applications with =
          new Applications(
              scenario, RunLabel.of(scenario, true, 1, 1), workspace, nacos, logs, processes);
      for (int run = 0; run <= runs; run++) {
        for (Turn turn : turns(jdks)) {
          Applications applications = turn.agent == Agent.THIS ? with : without;
          applications.runOn(turn.jdk.executable, options.get(turn.agent));
          Start start = start(applications, turn.jdk);
          if (run > 0) { // the first reads every file once, for all
            turn.jdk.add(turn.agent, start);
          }
          progress.step(
              "start %d of %d, Java %s, agent: %s: %.2f s"
                  .formatted(run, runs, turn.jdk.version, turn.agent.says, start.seconds()));
        }
      }
    }
    print(jdks);
  }

  private record Turn(JdkStarts jdk, Agent agent) {}

  /** In another order each time: what the machine does meanwhile has a rhythm of its own. */
  private List<Turn> turns(List<JdkStarts> jdks) {
    List<Turn> turns = new ArrayList<>();
    for (JdkStarts jdk : jdks) {
      for (Agent agent : Agent.values()) {
        turns.add(new Turn(jdk, agent));
      }
    }
    Collections.shuffle(turns, random);
    return turns;
  }

  private void print(List<JdkStarts> jdks) throws IOException {
    List<String> table = new ArrayList<>();
    table.add(
        "Stack %s, medians of %d starts; load %.1f at the end. Without an agent, and how much more with an idle one, with one that looks at classes, with this one."
            .formatted(
                stack, runs, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    table.add("");
    table.add(
        "| Java | ready after, ms | CPU until then, ms | resident then, MiB | classes then |");
    table.add("|---|---|---|---|---|");
    jdks.forEach(jdk -> table.add(jdk.row()));
    table.forEach(System.out::println);
    Files.write(workspace.target().resolve("startup-" + stack + ".md"), table);
  }

  /** Polled each 50 ms, the same for all. */
  private Start start(Applications applications, JdkStarts jdk)
      throws IOException, InterruptedException {
    Child provider = applications.startProvider();
    try {
      readiness.await(provider, "/ready", LONGEST);
      double seconds = provider.secondsSinceStart();
      Duration cpu = provider.process().info().totalCpuDuration().orElseThrow();
      return new Start(
          seconds, cpu.toMillis(), residentMegabytes(provider), jdk.classes(provider.pid()));
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
}
