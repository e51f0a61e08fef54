package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Suite;
import io.github.nacosgraceful.testbed.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * kill -9 of one of two providers with a client 1, which Nacos goes on listing until its beats have
 * been missed for 15 to 30 s. What is in flight is lost in any case; then the other provider gets
 * the calls.
 */
@Tag("core")
@Tag("rollouts")
@ExtendWith(NacosServers.Shared.class)
class KillIT {

  /** In every build one stack with the agent, and the first seconds. */
  private static final boolean ALL = Suite.is("rollouts");

  private static final Duration WATCHED = Duration.ofSeconds(ALL ? 35 : 8);

  /**
   * Calls of each caller that had picked when the first one failed, or picked while it did. On a
   * machine that is busy with its build they are many; without the agent they would be 400.
   */
  private static final int MOST = ALL ? 2 : 100;

  /** Of all callers together. */
  private static final int RATE = ALL ? 200 : 100;

  private static final Progress PROGRESS = new Progress(System.out, "KillIT: ");
  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static Nacos nacos;

  @BeforeAll
  static void startNacos(NacosServers servers) throws Exception {
    nacos = servers.server("2.2.4");
  }

  /** Stack, its clients, and whether with the agent. */
  static Stream<Arguments> kills() {
    return ALL
        ? Stream.of(false, true)
            .flatMap(
                agent ->
                    Stream.of(
                        Arguments.of("2020", List.of("feign"), agent),
                        Arguments.of("2020", List.of("resttemplate", "webclient"), agent),
                        Arguments.of("greenwich", List.of("resttemplate", "nacos-rule"), agent)))
        : Stream.of(Arguments.of("2020", List.of("feign"), true));
  }

  @ParameterizedTest(name = "{0}, {1}, agent: {2}")
  @MethodSource("kills")
  void leavesTheCallsToTheOtherProvider(String stack, List<String> clients, boolean agent)
      throws Exception {
    List<Kill> kills = kill(stack, clients, agent);
    if (agent) {
      assertThat(kills.stream().mapToInt(Kill::notConnected).sum())
          .as(kills.toString())
          .isLessThanOrEqualTo(MOST * clients.size());
    }
    for (Kill kill : kills) {
      if (agent) {
        assertThat(kill.log().warningsOfSuppressedErrors()).isEmpty();
      } else if (stack.equals("2020")) {
        // Ribbon's own rule leaves an address out after three failures.
        assertThat(kill.notConnected()).as(kill.toString()).isGreaterThan(RATE);
      }
    }
  }

  private static List<Kill> kill(String stack, List<String> clients, boolean agent)
      throws Exception {
    String how = agent ? "agent" : "plain";
    String id = "kill-%s-%s-%s".formatted(stack, String.join("-", clients), how);
    RunLabel label = new RunLabel(id, agent ? "with the agent" : "without", agent);
    PROGRESS.text("");
    PROGRESS.text("kill -9 of one of two providers, stack %s, %s".formatted(stack, label.title()));
    List<Scenario> scenarios =
        clients.stream()
            .map(
                client ->
                    new Scenario(stack, nacos.version(), client, 2, RATE / clients.size(), WATCHED))
            .toList();
    for (Scenario scenario : scenarios) {
      Prerequisites.check(WORKSPACE, scenario);
    }
    try (Processes processes = new Processes(PROGRESS)) {
      Applications applications =
          new Applications(
              scenarios.get(0), label, WORKSPACE, nacos, WORKSPACE.logs(id), processes);
      if (!ALL) {
        applications.compileQuickly();
      }
      return kill(scenarios, applications, new Starts(PROGRESS, new ReadyProbe()));
    }
  }

  private static List<Kill> kill(List<Scenario> scenarios, Applications applications, Starts starts)
      throws Exception {
    Child victim = starts.begun(applications.startProvider());
    Child other = starts.begun(applications.startProvider());
    starts.await(victim);
    starts.await(other);
    List<Kill> kills = new ArrayList<>();
    try (Callers callers = new Callers(applications, starts)) {
      callers.start(scenarios, List.of(victim, other));
      callers.warmUp();
      assertThat(callers.broken()).isEmpty();
      Measurement measurement =
          new Measurement(callers.all().stream().map(Caller::load).toList(), PROGRESS);
      measurement.watch(Duration.ofSeconds(2));
      double killed = measurement.now();
      victim.kill();
      PROGRESS.at(killed, "%s is killed".formatted(victim.name()));
      measurement.watch(WATCHED);
      for (Caller caller : callers.all()) {
        Kill kill = Kill.of(caller, measurement.calls(caller.load()), killed);
        PROGRESS.text(kill.toString());
        kills.add(kill);
      }
    }
    return kills;
  }

  /**
   * What one caller saw.
   *
   * @param lost calls whose connection broke: they were being served, or on their way
   * @param notConnected calls for which there was nobody
   * @param lastDue when the last of those was due, in seconds from the kill
   */
  private record Kill(
      String causes, int calls, int lost, int notConnected, double lastDue, ProcessLog log) {

    static Kill of(Caller caller, List<Call> calls, double killed) throws Exception {
      List<Call> failed = calls.stream().filter(Call::failed).toList();
      List<Call> notConnected =
          failed.stream().filter(call -> isNotConnected(call.failure())).toList();
      return new Kill(
          caller.scenario().client() + " " + FailureCauses.of(failed),
          calls.size(),
          failed.size() - notConnected.size(),
          notConnected.size(),
          notConnected.stream().mapToDouble(call -> call.due() / 1e9 - killed).max().orElse(0),
          ProcessLog.of(caller.process().name(), caller.process().logLines()));
    }

    private static boolean isNotConnected(String failure) {
      return Stream.of("refused", "onnect timed out", "connection timed out")
          .anyMatch(failure::contains);
    }

    @Override
    public String toString() {
      return "%,d calls, lost in flight: %d, could not connect: %d, the last due after %.2f s; %s"
          .formatted(calls, lost, notConnected, lastDue, causes);
    }
  }
}
