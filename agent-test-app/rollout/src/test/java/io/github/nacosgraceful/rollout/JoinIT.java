package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances that are not ready when their web server is, on a real Nacos server. */
class JoinIT {

  private static Rollouts rollouts;

  @BeforeAll
  static void start() {
    rollouts = new Rollouts();
  }

  @AfterAll
  static void stop() {
    rollouts.close();
  }

  /** With one replica, so that all depends on when the new one is there. */
  @Test
  void noCallComesBeforeTheRunnersAreThrough() throws Exception {
    Scenario scenario = new Scenario("2025", "3.1", "feign", 1, 100, Duration.ofSeconds(4));
    List<String> runner = List.of("--sample.runner=5s");
    RunRecord asStarted =
        rollouts.run(
            scenario, "it-join-started", true, new Joining(List.of(), runner, false, 1));
    assertThat(asStarted.figures().failed()).as("registered as the framework does it").isPositive();
    RunRecord whenReady =
        rollouts.run(
            scenario,
            "it-join-ready",
            true,
            new Joining(List.of("-Dnacos.graceful.register.when=ready"), runner, true, 1));
    Rollouts.assertThatNothingFailed(whenReady);
  }

  /** What a new instance gets in each tenth of its warm-up, beside what the curve says. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"2025, feign", "hoxton, resttemplate"})
  void aWarmingInstanceGetsItsShare(String stack, String client) throws Exception {
    int seconds = 40;
    RunRecord run =
        rollouts.run(
            new Scenario(stack, "3.1", client, 2, 200, Duration.ofSeconds(seconds + 2)),
            "it-join-warm-" + stack,
            true,
            new Joining(
                List.of("-Dnacos.graceful.warmup.time=" + seconds + "s"), List.of(), true, 1));
    assertThat(FailureCauses.of(run.calls())).isEmpty();
    Replacement joined = run.replacements().get(0);
    double first =
        run.calls().stream()
            .filter(call -> call.port() == joined.after().port())
            .mapToDouble(call -> call.due() / 1e9)
            .min()
            .orElseThrow();
    List<String> tenths = new ArrayList<>();
    for (int tenth = 0; tenth < 10; tenth++) {
      double begin = first + tenth * seconds / 10.0;
      double middle = (tenth + 0.5) / 10;
      double share = Math.max(0.01, middle * middle);
      List<Call> calls =
          run.calls().stream()
              .filter(call -> call.due() / 1e9 >= begin)
              .filter(call -> call.due() / 1e9 < begin + seconds / 10.0)
              .toList();
      double expected = share / (1 + share);
      double got =
          (double) calls.stream().filter(call -> call.port() == joined.after().port()).count()
              / calls.size();
      tenths.add("%.1f %% of %.1f %%".formatted(100 * got, 100 * expected));
      assertThat(Math.abs(got - expected)).as("tenth %d: %s", tenth, tenths).isLessThan(0.05);
    }
    System.out.println(stack + " " + client + ": " + tenths);
  }
}
