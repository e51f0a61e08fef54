package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;

/** Runs rollouts. */
final class Rollouts {

  private final Workspace workspace;
  private final NacosServers servers;
  private final Progress progress;

  /**
   * @param test that it is for: others may run at the same time
   */
  Rollouts(Class<?> test, NacosServers servers) {
    this(test, servers, Workspace.find("rollout"));
  }

  /**
   * @param workspace of the module that the results belong to
   */
  Rollouts(Class<?> test, NacosServers servers, Workspace workspace) {
    this.servers = servers;
    this.workspace = workspace;
    progress = new Progress(System.out, test.getSimpleName() + ": ");
  }

  RunRecord run(Scenario scenario, boolean agent) throws Exception {
    try (Rollout rollout = rollout(List.of(scenario), scenario.client(), agent)) {
      return rollout.run();
    }
  }

  /**
   * With other agents beside this one.
   *
   * @param id of the run, and its title
   * @param flags as {@link Applications#agents} has it
   */
  RunRecord run(Scenario scenario, String id, BiFunction<String, List<String>, List<String>> flags)
      throws Exception {
    try (Rollout rollout = rollout(List.of(scenario), new RunLabel(id, id, true))) {
      rollout.agents(flags);
      return rollout.run();
    }
  }

  /** With new instances that join in this way. */
  RunRecord run(Scenario scenario, String id, boolean agent, Joining joining) throws Exception {
    try (Rollout rollout = rollout(List.of(scenario), new RunLabel(id, id, agent))) {
      rollout.join(joining);
      return rollout.run();
    }
  }

  /** Without the agent at first; half-way, something is done to all processes. */
  RunRecord run(Scenario scenario, String id, Consumer<List<Child>> halfWay) throws Exception {
    try (Rollout rollout = rollout(List.of(scenario), new RunLabel(id, id, false))) {
      rollout.halfWay(halfWay);
      return rollout.run();
    }
  }

  /** One rollout that all these clients see; {@code also} is told which could not take part. */
  Map<Scenario, RunRecord> run(
      List<Scenario> scenarios, boolean agent, BiConsumer<Scenario, String> also) throws Exception {
    try (Rollout rollout = rollout(scenarios, "all", agent)) {
      Map<Scenario, RunRecord> runs = rollout.runAll();
      rollout.broken().forEach(also);
      return runs;
    }
  }

  private Rollout rollout(List<Scenario> scenarios, String clients, boolean agent)
      throws Exception {
    Scenario scenario = scenarios.get(0);
    String id =
        "it-%s-%s-%d-%s"
            .formatted(scenario.stack(), clients, scenario.replicas(), agent ? "agent" : "plain");
    return rollout(scenarios, new RunLabel(id, agent ? "with the agent" : "without", agent));
  }

  private Rollout rollout(List<Scenario> scenarios, RunLabel label) throws Exception {
    for (Scenario each : scenarios) {
      Prerequisites.check(workspace, each);
    }
    Scenario scenario = scenarios.get(0);
    progress.text("");
    progress.text(label.headline());
    scenarios.forEach(each -> progress.step(each.toString()));
    Rollout rollout =
        new Rollout(label, scenarios, workspace, servers.server(scenario.nacos()), progress);
    rollout.compileQuickly();
    return rollout;
  }

  /** What the server told callers in a run. */
  Pushes pushes(RunRecord run) throws IOException {
    return Pushes.of(servers.pushLog(run.scenario().nacos()), run);
  }

  /** What the agent promises, in every process of a run. */
  static void assertThatNothingFailed(RunRecord run) {
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(FailureCauses.of(run.calls())).as("failed calls").isEmpty();
    softly
        .assertThat(run.figures().firstCalled())
        .as("seconds from up to first called")
        .hasSize(run.scenario().replicas())
        .allSatisfy(seconds -> assertThat(seconds).isNotNull().isLessThanOrEqualTo(2));
    softly.assertThat(run.logs()).as("processes").hasSize(2 * run.scenario().replicas() + 1);
    for (ProcessLog log : run.logs()) {
      softly.assertThat(log.armed()).as(log.process() + " armed").isTrue();
      softly.assertThat(log.warningsOfSuppressedErrors()).as(log.process()).isEmpty();
    }
    for (Replacement replacement : run.replacements()) {
      String left = replacement.before().name();
      softly.assertThat(run.log(left).suppressedErrors()).as(left + " suppressed").hasValue(0);
    }
    softly.assertAll();
  }
}
