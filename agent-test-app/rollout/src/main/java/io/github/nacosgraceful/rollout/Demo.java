package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rolls a service out under load, without and with the agent, and shows what its callers saw. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Rolls a service out under load, without and with the agent.")
final class Demo implements Callable<Integer> {

  private static final int FAILED_CALLS = 1;
  private static final int NOT_FINISHED = 3;
  private static final Duration EXIT = Duration.ofSeconds(20);

  @Mixin private DemoOptions options;

  private final Progress progress = new Progress(System.out);

  public static void main(String[] args) {
    System.exit(commandLine(new Demo()).execute(args));
  }

  static CommandLine commandLine(Demo demo) {
    return new CommandLine(demo)
        .setParameterExceptionHandler(
            (wrong, args) -> {
              PrintWriter err = wrong.getCommandLine().getErr();
              err.println(wrong.getMessage());
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, commandLine, args) -> {
              demo.failed(failure);
              return NOT_FINISHED;
            });
  }

  @Override
  public Integer call() throws Exception {
    Workspace workspace = Workspace.find("rollout");
    Scenario scenario = options.scenario(Stack.generations(workspace));
    if (options.stopWithParent()) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(NOT_FINISHED)));
    }
    Prerequisites.check(workspace, scenario);

    List<RunRecord> runs = new ArrayList<>();
    progress.text("Rolling update under load: " + scenario);
    try (Processes processes = new Processes(progress)) {
      Nacos nacos = null;
      for (int i = 1; i <= options.runs(); i++) {
        for (boolean agent : new boolean[] {false, true}) {
          RunLabel label = RunLabel.of(scenario, agent, i, options.runs());
          if (nacos == null || options.mishap().isOfNacos()) {
            Path logs = workspace.logs("nacos-%s-%d".formatted(scenario.nacos(), runs.size() + 1));
            nacos = Nacos.start(scenario.nacos(), workspace, processes, logs, progress);
          }
          Mishaps mishaps = new Mishaps(options.mishap(), () -> killAll(processes), progress);
          runs.add(rollOut(label, scenario, options.joining(agent), mishaps, workspace, nacos));
        }
      }
    }
    Path report = new DemoReport(runs).write(workspace.target().resolve("report"));
    progress.text("");
    progress.text(new FiguresTable(runs).text());
    progress.text("Report: " + report.toUri());
    return verdict(runs);
  }

  private static void killAll(Processes servers) {
    for (Child server : servers.all()) {
      server.kill();
      server.awaitExit(EXIT);
    }
  }

  private RunRecord rollOut(
      RunLabel label,
      Scenario scenario,
      Joining joining,
      Mishaps mishaps,
      Workspace workspace,
      Nacos nacos)
      throws Exception {
    progress.text("");
    progress.text(label.headline());
    try (Rollout rollout = new Rollout(label, scenario, workspace, nacos, progress)) {
      rollout.join(joining);
      rollout.mishaps(mishaps);
      return rollout.run();
    }
  }

  private void failed(Exception failure) {
    String message = failure.getMessage();
    progress.text(
        "The demo could not be finished: " + (message == null ? failure.toString() : message));
  }

  private int verdict(List<RunRecord> runs) {
    long failed =
        runs.stream().filter(run -> run.label().agent()).mapToLong(RunRecord::failedInVain).sum();
    if (failed == 0) {
      return CommandLine.ExitCode.OK;
    }
    progress.text(
        "With the agent %,d %s failed; none should have."
            .formatted(failed, failed == 1 ? "call" : "calls"));
    return FAILED_CALLS;
  }
}
