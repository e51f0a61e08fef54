package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever rule and ping Ribbon runs with, the pick after a push is right, and nothing that goes
 * wrong takes the servers away or holds up a thread. Ribbon alone picks the instance that is gone
 * in the same runs.
 *
 * <p>By default on the oldest version and the newest; on all in the suite.
 */
@Tag("following")
class RibbonIT {

  private static final String CASES = "io.github.nacosgraceful.contract.program.RibbonCases";

  private static final String NACOS_RULE =
      "io.github.nacosgraceful.contract.program.NacosRuleProgram";

  private static final List<String> RULES =
      List.of(
          "RoundRobinRule",
          "RandomRule",
          "WeightedResponseTimeRule",
          "BestAvailableRule",
          "AvailabilityFilteringRule",
          "ZoneAvoidanceRule");

  private static final List<String> WARM_UPS =
      Stream.of("RoundRobinRule", "RandomRule", "AvailabilityFilteringRule", "ZoneAvoidanceRule")
          .flatMap(rule -> Stream.of("warm-up-" + rule + "-1", "warm-up-" + rule + "-4"))
          .toList();

  /** Ribbon's own path. */
  private static final Map<String, Long> OTHER_REGISTRY =
      Map.of("fetches", 1L, "updated", 2L, "empty", -1L);

  private static final Map<String, Long> RIGHT_BY_ITSELF =
      Map.of("before", 20L, "after", 20L, "none", -1L);

  static Stream<Version> versions() {
    return Library.RIBBON.chosenVersions("following");
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void picksRight(Version ribbon) throws Exception {
    Output agent = fork(ribbon).withAgent().run(CASES, "10");
    System.out.println(ribbon + " with agent: " + agent.out());

    assertThat(agent.exit()).as(agent.toString()).isZero();
    assertThat(agent.err()).contains(" armed on Java ").doesNotContain("suppressed");
    assertPicksAtOnce(agent);
    assertWarmsUp(agent);
    assertPicksSoonWithPings(agent);
    assertNobodyWaits(agent);
    assertKeepsItsServers(agent);
  }

  /** What the agent is for; where this does not fail, the test above would prove nothing. */
  @ParameterizedTest
  @MethodSource("versions")
  void picksWhatIsGoneWithoutTheAgent(Version ribbon) throws Exception {
    Output plain = fork(ribbon).run(CASES, "1");
    System.out.println(ribbon + " plain:      " + plain.out());

    assertThat(plain.exit()).as(plain.toString()).isZero();
    for (String rule : RULES) {
      assertThat(plain.values(rule).get("gone")).as(rule).isPositive();
      assertThat(plain.values(rule)).as(rule).containsEntry("came", 0L);
    }
    assertThat(plain.values("zones")).isEqualTo(Map.of("before", 40L, "gone", 40L, "came", 0L));
    assertThat(plain.values("circuit")).isEqualTo(Map.of("before", 0L, "came", 0L));
    for (String name : WARM_UPS) {
      assertThat(plain.values(name)).as("%s has not even joined", name).containsEntry("got", 0L);
    }
    for (String name : List.of("ping-RoundRobinRule", "ping-RandomRule", "ping-under-way")) {
      assertThat(plain.values(name)).as(name).containsEntry("rightAfter", -1L);
    }
    assertThat(plain.values("hangs")).containsEntry("after", 1L);
    assertThat(plain.values("fetch-empty")).containsEntry("polled", -1L);
    assertThat(plain.values("other-registry")).isEqualTo(OTHER_REGISTRY);
  }

  /** It is right by itself, and goes on as it is. */
  @Tag("core")
  @Test
  void doesNoHarmToNacosRule() throws Exception {
    Output agent = nacosRule().withAgent().run(NACOS_RULE);
    assertThat(agent.values("nacos-rule")).isEqualTo(RIGHT_BY_ITSELF);
    assertThat(agent.err()).contains(" armed on Java ").doesNotContain("suppressed");
  }

  @Test
  void nacosRuleIsRightWithoutTheAgent() throws Exception {
    assertThat(nacosRule().run(NACOS_RULE).values("nacos-rule")).isEqualTo(RIGHT_BY_ITSELF);
  }

  private static Fork nacosRule() {
    return fork(
        Library.RIBBON.version("2.3.0"), Library.ALIBABA_DISCOVERY.version("2.2.9.RELEASE"));
  }

  private static void assertPicksAtOnce(Output agent) {
    for (String rule : RULES) {
      assertThat(agent.values(rule).get("before")).as(rule).isPositive();
      assertThat(agent.values(rule)).as(rule).containsEntry("gone", 0L).containsEntry("came", 1L);
    }
    assertThat(agent.values("zones")).isEqualTo(Map.of("before", 40L, "gone", 0L, "came", 40L));
    assertThat(agent.values("circuit").get("before")).isZero();
    assertThat(agent.values("circuit").get("came")).isPositive();
  }

  private static void assertWarmsUp(Output agent) {
    for (String name : WARM_UPS) {
      Map<String, Long> values = agent.values(name);
      assertThat(values.get("got")).as(name).isCloseTo(values.get("asked"), within(5L));
    }
  }

  private static void assertPicksSoonWithPings(Output agent) {
    for (String name : List.of("ping-RoundRobinRule", "ping-RandomRule", "ping-under-way")) {
      assertThat(agent.values(name).get("rightAfter")).as(name + ", ms").isBetween(0L, 2000L);
    }
    assertThat(agent.values("ping-RoundRobinRule")).containsEntry("pingsWhilePicking", 0L);
    assertThat(agent.values("ping-RandomRule")).containsEntry("pingsWhilePicking", 0L);
  }

  private static void assertNobodyWaits(Output agent) {
    Map<String, Long> hangs = agent.values("hangs");
    assertThat(hangs.get("nonBlocking")).as("ms").isLessThan(100);
    assertThat(hangs.get("named")).as("ms").isLessThan(100);
    assertThat(hangs.get("first")).as("waits once, ms").isBetween(450L, 1500L);
    assertThat(hangs.get("second")).as("ms").isLessThan(100);
    assertThat(hangs).containsEntry("interrupted", 1L).containsEntry("after", 2L);
  }

  private static void assertKeepsItsServers(Output agent) {
    Map<String, Long> kept =
        Map.of("first", 1L, "later", 1L, "polled", 1L, "recovered", 2L, "gone", -1L);
    assertThat(agent.values("fetch-empty")).isEqualTo(kept);
    assertThat(agent.values("fetch-fails")).isEqualTo(kept);
    assertThat(agent.values("other-registry")).isEqualTo(OTHER_REGISTRY);
  }

  private static Fork fork(Version... libraries) {
    return new Fork(
        Jars.of(
            Stream.of(
                    // first: it needs a newer Jackson than Ribbon brings
                    Library.NACOS_CLIENT.version("2.1.0").coordinates().stream(),
                    Arrays.stream(libraries).map(Version::coordinates).flatMap(List::stream),
                    Stream.of(
                        "org.slf4j:slf4j-api:1.7.36",
                        "io.projectreactor:reactor-core:3.3.22.RELEASE"))
                .flatMap(coordinates -> coordinates)
                .toList()));
  }
}
