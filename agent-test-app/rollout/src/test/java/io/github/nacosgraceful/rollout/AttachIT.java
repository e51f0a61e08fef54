package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rollout begins without the agent; half-way it is attached to every process, under load. The
 * load is light: a JVM gives up its compiled code when the agent comes, and has to catch up with
 * what it was sent meanwhile.
 */
@Tag("operate")
@ExtendWith(NacosServers.Shared.class)
class AttachIT {

  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static Rollouts rollouts;

  @BeforeAll
  static void start(NacosServers nacos) {
    rollouts = new Rollouts(AttachIT.class, nacos);
  }

  /** Both balancers; the newest client, the oldest, and those between that differ. */
  static Stream<Scenario> scenarios() {
    return Stream.of(
            scenario("2025", "3.1", "feign"),
            scenario("greenwich", "2.2.4", "resttemplate"),
            scenario("hoxton", "3.1", "feign"),
            scenario("2021", "2.2.4", "feign"))
        .filter(scenario -> Chosen.by("stack", scenario.stack()));
  }

  private static Scenario scenario(String stack, String nacos, String client) {
    int replicas = Integer.getInteger("replicas", 2);
    int rate = Integer.getInteger("rate", 50);
    return new Scenario(stack, nacos, client, replicas, rate, Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void noCallFailsOnceItIsAttached(Scenario scenario) throws Exception {
    String stack = scenario.stack();
    int replicas = scenario.replicas();
    Map<String, String> answers = new TreeMap<>();
    RunRecord run =
        rollouts.run(
            scenario,
            "it-attach-" + stack,
            all -> all.forEach(child -> answers.put(child.name(), attach(child))));

    double attached = run.replacements().get(replicas / 2).started();
    List<Call> before = new ArrayList<>();
    List<Call> after = new ArrayList<>();
    run.calls().forEach(call -> (call.due() / 1e9 < attached ? before : after).add(call));
    System.out.printf(
        "%s: %d of %d calls failed before it was attached and meanwhile, %d of %d after%n%s%n%s%n",
        stack,
        before.stream().filter(Call::failed).count(),
        before.size(),
        after.stream().filter(Call::failed).count(),
        after.size(),
        FailureCauses.of(before),
        answers);
    assertThat(answers).hasSize(replicas + 1);
    answers.forEach(
        (name, answer) ->
            assertThat(answer)
                .startsWith("The agent is armed in process ")
                .contains("found 1 Nacos client")
                .contains("registered before: [DEFAULT_GROUP@@" + name.replaceAll("-.*", " ["))
                .contains(name.startsWith("provider-") ? "guarded 0" : "guarded 1 list")
                .doesNotContain("cannot be armed late"));
    assertThat(FailureCauses.of(after)).isEmpty();
    assertThat(after).isNotEmpty();
    assertThat(run.log("provider-" + replicas).suppressedErrors()).hasValue(0);
  }

  /** As users do it. */
  private static String attach(Child child) {
    try {
      Process command =
          new ProcessBuilder(
                  Jvm.EXECUTABLE,
                  "-jar",
                  WORKSPACE.agentJar().toString(),
                  "attach",
                  String.valueOf(child.pid()),
                  "log.level=debug")
              .redirectErrorStream(true)
              .start();
      String answer = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(command.waitFor()).as(answer).isZero();
      return answer;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
