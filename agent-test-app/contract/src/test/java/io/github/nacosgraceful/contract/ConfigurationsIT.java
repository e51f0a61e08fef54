package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever an application has configured in Spring Cloud LoadBalancer: the pick after a push knows
 * what left and what came, and the configuration still does what it is for. Real contexts, built by
 * Spring's own builder.
 */
@Timeout(120)
@Tag("following")
class ConfigurationsIT {

  /**
   * Name, versions, and what is given when Nacos says 1, 2, 9, then 2, 3, 9, then 3, 4, 9. A
   * supplier of a request does nothing inside the cache, which has no request; same-instance
   * preference hears what was picked from there since 4.0 only.
   */
  private static final String CONFIGURATIONS =
      """
      own                   [2,)      129  239  349
      default               [2,)      129  239  349
      user-defined          [2,)      129  239  349
      cache-off             [2,)      129  239  349
      hop                   [2.2.9,)  129  239  349
      zone-cached           [2.2.9,)  12   23   34
      cached-zone           [2.2.9,)  12   23   34
      same-instance-cached  [2.2.9,3) 129  239  349
      same-instance-cached  [3,)      129  2    349
      cached-same-instance  [2.2.9,4) 129  239  349
      cached-same-instance  [4,)      129  2    349
      sticky-cached         [3,)      2    2    349
      cached-sticky         [3,)      129  239  349
      hint-cached           [3,)      12   23   34
      cached-hint           [3,)      129  239  349
      retry-aware-cached    [3,)      129  239  349
      cached-retry-aware    [3,)      129  239  349
      weighted-cached       [4,)      1229 2239 349
      cached-weighted       [4,)      1229 2239 349
      subset-cached         [4.1,)    12   23   34
      cached-subset         [4.1,)    12   23   34
      subset-uncached       [4.1,)    12   23   34
      api-version-cached    [5,)      12   23   34
      """;

  private static final List<String> HEALTH_CHECKS = List.of("frozen", "refetched", "over-cache");

  static Stream<Following> versions() {
    return Following.versions();
  }

  static Stream<Following> versionsWithHealthChecks() {
    return versions().filter(versions -> versions.isIn("[2.2.9,)"));
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void followsAtTheNextPickWithWhateverIsConfigured(Following versions) {
    Output agent = versions.agent("ConfigurationsProgram");
    assertThat(agent.out())
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactlyInAnyOrderElementsOf(
            configurations(versions).map(Configuration::name).distinct().toList());
    configurations(versions)
        .forEach(
            configuration ->
                assertThat(agent.values(configuration.name))
                    .as(configuration.name)
                    .isEqualTo(configuration.given()));
  }

  /** What the agent is for; where this does not fail, the test above would prove nothing. */
  @ParameterizedTest
  @MethodSource("versions")
  void isStaleWithoutTheAgentWhereItIsCached(Following versions) {
    Output plain = versions.plain("ConfigurationsProgram");
    configurations(versions)
        .forEach(
            configuration -> {
              Map<String, Long> values = plain.values(configuration.name);
              Map<String, Long> given = configuration.given();
              if (configuration.isCached()) {
                assertThat(values.get("after0"))
                    .as("%s does the same before the push", configuration.name)
                    .isEqualTo(given.get("after0"));
                assertThat(values.get("after2"))
                    .as(configuration.name)
                    .isNotEqualTo(given.get("after2"));
              } else {
                assertThat(values).as(configuration.name).isEqualTo(given);
              }
            });
  }

  /** 5 and 6 are down. */
  @Tag("core")
  @ParameterizedTest
  @MethodSource("versionsWithHealthChecks")
  void followsWhereInstancesAreHealthChecked(Following versions) {
    Output agent = versions.agent("HealthChecksProgram");
    for (String name : HEALTH_CHECKS) {
      // Up to 3.0 the cache is outermost, and keeps what was not checked for its time.
      boolean cached = name.equals("over-cache") && versions.isIn("[2,3)");
      assertThat(agent.values(name))
          .as(name)
          .containsEntry("next", 236L)
          .containsEntry("checked", cached ? 236L : 23L)
          .as("those that passed rather than none")
          .containsEntry("nothingLeft", 23L);
    }
  }

  /** The same. */
  @ParameterizedTest
  @MethodSource("versionsWithHealthChecks")
  void isStaleWithoutTheAgentWhereInstancesAreHealthChecked(Following versions) {
    Output plain = versions.plain("HealthChecksProgram");
    for (String name : HEALTH_CHECKS) {
      assertThat(plain.values(name).get("next")).as(name).isIn(1L, 2L, 12L);
    }
  }

  /** Whatever asks for it: a filter, a zone, a hint, a session, a balancer of the application's. */
  @Tag("core")
  @ParameterizedTest
  @MethodSource("versionsWithHealthChecks")
  void picksTheOnlyInstanceThatIsAskedForHoweverColdItIs(Following versions) {
    Output agent = versions.agent("GreyProgram");
    assertThat(agent.values("any").get("reached")).as("it warms up").isBetween(1L, 200L);
    for (String name : List.of("filter", "zone", "hint", "sticky")) {
      boolean known = name.equals("filter") || name.equals("zone") || versions.isIn("[3,)");
      if (known) {
        assertThat(agent.values(name)).as(name).isEqualTo(Map.of("reached", 3000L, "own", 3000L));
      }
    }
  }

  /** Its Flux is in a final field, which the agent does not write. */
  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void followsFromThenOnWhereTheAgentIsAttached(Following versions) {
    Output late = Following.run(versions.fork(), "LateProgram", System.getProperty("agent.jar"));
    assertThat(late.values("late")).isEqualTo(Map.of("before", 1L, "after", 3L, "next", 4L));
    assertThat(late.err()).doesNotContain("suppressed", "final field");
  }

  private static Stream<Configuration> configurations(Following versions) {
    return CONFIGURATIONS.lines().map(Configuration::parse).filter(c -> c.isIn(versions));
  }

  private record Configuration(String name, String range, List<Long> lists) {

    static Configuration parse(String line) {
      String[] words = line.split("\\s+");
      return new Configuration(
          words[0], words[1], Arrays.stream(words).skip(2).map(Long::valueOf).toList());
    }

    boolean isIn(Following versions) {
      return versions.isIn(range);
    }

    boolean isCached() {
      return !name.equals("cache-off") && !name.equals("subset-uncached");
    }

    Map<String, Long> given() {
      return Map.of(
          "after0", lists.get(0), "after1", lists.get(1), "after2", lists.get(2), "agreed", 1L);
    }
  }
}
