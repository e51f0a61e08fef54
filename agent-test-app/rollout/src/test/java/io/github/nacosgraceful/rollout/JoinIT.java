package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.nacosgraceful.testbed.Suite;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Instances that are not ready when their web server is, on a real Nacos server. */
@Tag("rollouts")
@ExtendWith(NacosServers.Shared.class)
class JoinIT {

  private static final Duration WARM_UP = Duration.ofSeconds(40);

  private static final String PREHEATED = "preheat.clients=provider";

  private static final Joining SLOW = Joining.of(List.of("--sample.runner=5s"));

  private static Rollouts rollouts;

  @BeforeAll
  static void start(NacosServers nacos) {
    rollouts = new Rollouts(JoinIT.class, nacos);
  }

  /** With one replica, so that all depends on when the new one is there. */
  @Test
  void callsFailThatComeBeforeTheRunnersAreThrough() throws Exception {
    RunRecord asStarted =
        rollouts.run(oneReplica("2025", "3.1", "feign"), "it-join-started", true, SLOW);
    assertThat(asStarted.figures().failed()).isPositive();
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("delayed")
  void noCallComesBeforeItIsReady(String stack, String nacos, String client, Joining joining)
      throws Exception {
    RunRecord run =
        rollouts.run(oneReplica(stack, nacos, client), "it-join-" + stack, true, joining);
    Rollouts.assertThatNothingFailed(run);
    if (joining.options().contains(PREHEATED)) {
      assertThat(run.log(run.replacements().get(0).after().name()).agentLines())
          .anyMatch(line -> line.contains(": 50 requests of [/work], of which 0 failed; balancers"))
          .noneMatch(line -> line.contains("preheat.clients:"));
    }
  }

  /** With the balancers of Spring Cloud LoadBalancer and of Ribbon made before. */
  static Stream<Arguments> delayed() {
    Joining ready =
        SLOW.with("register.when=ready", "preheat.paths=/work", "preheat.count=50", PREHEATED);
    Joining healthy = SLOW.with("register.when=health", "register.health-path=/ready");
    Arguments core = arguments("2021", "2.2.4", "feign", ready);
    return Suite.is("rollouts")
        ? Stream.of(
            core,
            arguments("2025", "3.1", "feign", ready),
            arguments("hoxton", "3.1", "resttemplate", ready),
            arguments("2025", "3.1", "feign", healthy))
        : Stream.of(core);
  }

  /** What a new instance gets in each tenth of its warm-up, beside what the curve says. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("clients")
  void aWarmingInstanceGetsItsShare(String stack, String client) throws Exception {
    Scenario scenario = new Scenario(stack, "3.1", client, 2, 200, WARM_UP.plusSeconds(2));
    RunRecord run =
        rollouts.run(
            scenario,
            "it-join-warm-%s-%s".formatted(stack, client),
            true,
            Joining.AS_EVER.warmingUp(WARM_UP).once());
    assertThat(FailureCauses.of(run.calls())).isEmpty();
    List<Share> shares = Share.of(run, run.replacements().get(0));
    Pushes pushes = rollouts.pushes(run);
    System.out.println(text(stack, client, shares, pushes));
    assertThat(shares).hasSize(10).allSatisfy(share -> assertThat(share.distance()).isLessThan(5));
    // One for each subscriber when it joins, one when the old one leaves, none for its warm-up.
    assertThat(pushes.joining()).as("pushes").isPositive().isEqualTo(pushes.leaving());
    assertThat(pushes.after()).as("pushes while it warms up").isZero();
  }

  /** Round robin, random by weight, Ribbon's ZoneAvoidance, NacosRule, Gateway. */
  static Stream<Arguments> clients() {
    return Stream.of(
        arguments("2025", "feign"),
        arguments("2025", "nacos-loadbalancer"),
        arguments("hoxton", "resttemplate"),
        arguments("hoxton", "nacos-rule"),
        arguments("2025", "gateway"));
  }

  private static Scenario oneReplica(String stack, String nacos, String client) {
    return new Scenario(stack, nacos, client, 1, 50, Duration.ofSeconds(3));
  }

  private static String text(String stack, String client, List<Share> shares, Pushes pushes) {
    return shares.stream()
        .map(share -> "%.1f (%.1f)".formatted(share.got(), share.asked()))
        .collect(Collectors.joining(" | ", "| %s %s | ".formatted(stack, client), " | " + pushes));
  }
}
