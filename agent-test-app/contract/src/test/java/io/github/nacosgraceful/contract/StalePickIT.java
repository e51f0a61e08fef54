package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the agent no pick is stale, and nothing is done by hand for it. The frameworks alone fail
 * the same runs although the cache is evicted, or the list updated, on each push.
 *
 * <p>Each run is a JVM of its own with a real Nacos client, Spring Cloud LoadBalancer or Ribbon.
 */
@Tag("following")
@Tag("stress")
class StalePickIT {

  private static final String PROGRAM = "io.github.nacosgraceful.contract.program.";
  private static final String RIBBON = PROGRAM + "RibbonProgram";
  private static final String LOADBALANCER = PROGRAM + "LoadBalancerProgram";

  private static final boolean LONG_RUN = Suite.is("stress");

  /** Of each stress run. */
  private static final long PICKS = LONG_RUN ? 100_000_000 : 500_000;

  /** The framework's cache, as without the agent. */
  private static final Map<String, Long> OTHER_REGISTRY = Map.of("lookups", 1L, "afterEvict", 2L);

  /** Spring Cloud LoadBalancer, Nacos client: the oldest and the newest in every build. */
  static Stream<Arguments> loadBalancers() {
    return Stream.of("2.2.9.RELEASE 2.1.0", "3.1.9 2.2.0", "4.3.3 3.0.3", "5.0.2 3.1.1")
        .filter(pair -> LONG_RUN || !pair.startsWith("3.") && !pair.startsWith("4."))
        .map(pair -> Arguments.of((Object[]) pair.split(" ")));
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("loadBalancers")
  void loadBalancerPicksNothingStaleWithTheAgent(String loadBalancer, String nacos)
      throws Exception {
    Output agent = loadBalancer(loadBalancer, nacos).withAgent().run(LOADBALANCER, "agent");
    report("LoadBalancer " + loadBalancer + " with agent", agent);

    assertIsClean(agent);
    assertIsFresh(agent.values("stress-same-thread"));
    assertIsFresh(agent.values("stress-hop"));
    assertThat(agent.values("write-back")).isEqualTo(Map.of("afterPush", 2L, "afterWriteBack", 2L));
    assertThat(agent.values("other-registry")).isEqualTo(OTHER_REGISTRY);
    assertThat(agent.values("bad-lookup"))
        .as("kept while Nacos reports instances, empty when Nacos says so")
        .isEqualTo(Map.of("good", 1L, "empty", 1L, "failing", 1L, "recovered", 3L, "gone", -1L));
    for (String balancer : List.of("round-robin-1", "round-robin-4", "random-1", "random-4")) {
      Map<String, Long> warmUp = agent.values("warm-up-" + balancer);
      assertThat(warmUp.get("got"))
          .as("share of one that warms up, " + balancer)
          .isCloseTo(warmUp.get("asked"), within(5L));
    }
  }

  @Tag("core")
  @Test
  void ribbonPicksNothingStaleWithTheAgent() throws Exception {
    Output agent = ribbon().withAgent().run(RIBBON, "agent");
    report("Ribbon 2.3.0 with agent", agent);
    assertIsClean(agent);
    assertIsFresh(agent.values("stress"));
  }

  /** What the agent is for; where this does not fail, the tests above would prove nothing. */
  @ParameterizedTest
  @MethodSource("loadBalancers")
  void loadBalancerPicksWhatIsStaleWithoutTheAgent(String loadBalancer, String nacos)
      throws Exception {
    Output byHand = loadBalancer(loadBalancer, nacos).run(LOADBALANCER, "by-hand");
    report("LoadBalancer " + loadBalancer + " by hand", byHand);
    assertThat(byHand.exit()).as(byHand.toString()).isZero();
    assertIsStale(byHand.values("stress-same-thread"));
    assertIsStale(byHand.values("stress-hop"));
    assertThat(byHand.values("write-back"))
        .isEqualTo(Map.of("afterPush", 2L, "afterWriteBack", 1L));
    assertThat(byHand.values("other-registry")).isEqualTo(OTHER_REGISTRY);
    if (LONG_RUN) {
      Output alone = loadBalancer(loadBalancer, nacos).run(LOADBALANCER, "plain");
      report("LoadBalancer " + loadBalancer + " alone", alone);
      assertIsStale(alone.values("stress-same-thread"));
    }
  }

  /** The same. */
  @Test
  void ribbonPicksWhatIsStaleWithoutTheAgent() throws Exception {
    Output byHand = ribbon().run(RIBBON, "by-hand");
    report("Ribbon 2.3.0 by hand", byHand);
    assertThat(byHand.exit()).as(byHand.toString()).isZero();
    assertIsStale(byHand.values("stress"));
    if (LONG_RUN) {
      Output alone = ribbon().run(RIBBON, "plain");
      report("Ribbon 2.3.0 alone", alone);
      assertIsStale(alone.values("stress"));
    }
  }

  private static Fork loadBalancer(String version, String nacos) {
    return fork(Library.LOADBALANCER.version(version), nacos);
  }

  private static Fork ribbon() {
    return fork(Library.RIBBON.version("2.3.0"), "2.1.0");
  }

  private static Fork fork(Version framework, String nacos) {
    Version client = Library.NACOS_CLIENT.version(nacos);
    List<String> coordinates =
        Stream.of(
                client.coordinates(), // first: it needs a newer Jackson than Ribbon brings
                framework.coordinates(),
                List.of("org.slf4j:slf4j-api:1.7.36"))
            .flatMap(List::stream)
            .toList();
    return new Fork(Jars.of(coordinates))
        .atPeakSpeed()
        .with("-Dpicks=" + PICKS)
        .within(Duration.ofSeconds(120 + PICKS / 100_000));
  }

  private static void assertIsStale(Map<String, Long> stress) {
    assertThat(stress.get("stale")).as("stale picks without the agent").isPositive();
  }

  private static void assertIsFresh(Map<String, Long> stress) {
    assertThat(stress.get("changes")).isGreaterThanOrEqualTo(1000);
    assertThat(stress.get("picks")).isGreaterThanOrEqualTo(PICKS);
    assertThat(stress).containsEntry("stale", 0L).containsEntry("none", 0L);
  }

  private static void assertIsClean(Output agent) {
    assertThat(agent.exit()).as(agent.toString()).isZero();
    assertThat(agent.err()).contains(" armed on Java ").doesNotContain("suppressed");
  }

  private static void report(String what, Output output) {
    System.out.println(what + ": " + output.out());
  }
}
