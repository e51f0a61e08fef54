package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rolling updates of real applications on real Nacos servers; {@link GenerationsIT} has all. */
@ExtendWith(NacosServers.Shared.class)
class RolloutIT {

  private static Rollouts rollouts;

  @BeforeAll
  static void start(NacosServers nacos) {
    rollouts = new Rollouts(RolloutIT.class, nacos);
  }

  /** Ribbon and LoadBalancer, each on both servers, with every generation of the Nacos client. */
  static Stream<Scenario> rollouts() {
    return Stream.of(
        scenario("greenwich", "3.1", "resttemplate", 1),
        scenario("hoxton", "2.2.4", "resttemplate", 1),
        scenario("2025.1", "3.1", "feign", 2));
  }

  /** What the agent is for; where this does not fail, the test below would prove nothing. */
  @Test
  void callsFailWithoutTheAgent() throws Exception {
    RunRecord run = rollouts.run(scenario("2025", "3.1", "feign", 1), false);
    assertThat(run.figures().failed()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("rollouts")
  void noCallFailsWithTheAgent(Scenario scenario) throws Exception {
    Rollouts.assertThatNothingFailed(rollouts.run(scenario, true));
  }

  private static Scenario scenario(String stack, String nacos, String client, int replicas) {
    return new Scenario(stack, nacos, client, replicas, 50, Duration.ofSeconds(3));
  }
}
