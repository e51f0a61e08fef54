package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rolling updates of real applications on real Nacos servers. */
class RolloutIT {

  private static final Duration SETTLE = Duration.ofSeconds(6);
  private static final Progress PROGRESS = new Progress(System.out);
  private static final Workspace WORKSPACE = Workspace.find();
  private static final Processes SERVERS = new Processes(PROGRESS);
  private static final Map<String, Nacos> STARTED = new HashMap<>();

  @AfterAll
  static void stopServers() {
    SERVERS.close();
  }

  /** Stack, client, version of the server, replicas. */
  static Stream<Arguments> rollouts() {
    return Stream.of(
        Arguments.of("hoxton", "resttemplate", "3.1", 2),
        Arguments.of("2021", "feign", "2.2.4", 2),
        Arguments.of("2025", "feign", "3.1", 2),
        Arguments.of("2025", "feign", "3.1", 1));
  }

  /** What the agent is for; where this does not fail, the test below would prove nothing. */
  @ParameterizedTest(name = "{0}, {1}, Nacos {2}, {3} replicas")
  @MethodSource("rollouts")
  void callsFailWithoutTheAgent(String stack, String client, String nacos, int replicas)
      throws Exception {
    RunRecord run = rollOut(stack, client, nacos, replicas, false);
    assertThat(run.figures().failed()).isPositive();
  }

  @ParameterizedTest(name = "{0}, {1}, Nacos {2}, {3} replicas")
  @MethodSource("rollouts")
  void noCallFailsWithTheAgent(String stack, String client, String nacos, int replicas)
      throws Exception {
    RunRecord run = rollOut(stack, client, nacos, replicas, true);

    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(FailureCauses.of(run.calls())).as("failed calls").isEmpty();
    softly
        .assertThat(run.figures().firstCalled())
        .as("seconds from up to first called")
        .hasSize(replicas)
        .allSatisfy(seconds -> assertThat(seconds).isNotNull().isLessThanOrEqualTo(2));
    softly.assertThat(run.logs()).as("processes").hasSize(2 * replicas + 1);
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

  private static RunRecord rollOut(
      String stack, String client, String nacos, int replicas, boolean agent) throws Exception {
    Scenario scenario = new Scenario(stack, nacos, client, replicas, 200, SETTLE);
    WORKSPACE.check(scenario, agent);
    String id = "it-%s-%d-%s".formatted(stack, replicas, agent ? "agent" : "plain");
    RunLabel label = new RunLabel(id, agent ? "with the agent" : "without", agent);
    PROGRESS.run(label);
    PROGRESS.step(scenario.toString());
    try (Rollout rollout = new Rollout(label, scenario, WORKSPACE, server(nacos), PROGRESS)) {
      return rollout.run();
    }
  }

  private static Nacos server(String version) throws Exception {
    Nacos nacos = STARTED.get(version);
    if (nacos == null) {
      Path logs = WORKSPACE.logs("it-nacos-" + version);
      nacos = Nacos.start(version, WORKSPACE, SERVERS, logs, PROGRESS);
      STARTED.put(version, nacos);
    }
    return nacos;
  }
}
