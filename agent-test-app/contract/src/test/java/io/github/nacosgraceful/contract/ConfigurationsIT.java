package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Following.Both;
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
@Tag("core")
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

  static Stream<Following> versions() {
    return Following.versions();
  }

  static Stream<Following> versionsWithHealthChecks() {
    return versions().filter(versions -> versions.isIn("[2.2.9,)"));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void followsAtTheNextPickWithWhateverIsConfigured(Following versions) {
    Both run = versions.run("ConfigurationsProgram");

    List<Configuration> expected =
        CONFIGURATIONS.lines().map(Configuration::parse).filter(c -> c.isIn(versions)).toList();
    assertThat(run.agent().out())
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(Configuration::name).distinct().toList());
    for (Configuration configuration : expected) {
      Map<String, Long> agent = run.agent().values(configuration.name);
      Map<String, Long> plain = run.plain().values(configuration.name);
      assertThat(agent).as(configuration.name).isEqualTo(configuration.given());
      assertThat(plain.get("after0"))
          .as("%s does the same before the push without the agent", configuration.name)
          .isEqualTo(agent.get("after0"));
      if (configuration.isCached()) {
        assertThat(plain.get("after2"))
            .as("%s is stale without the agent", configuration.name)
            .isNotEqualTo(agent.get("after2"));
      } else {
        assertThat(plain).isEqualTo(agent);
      }
    }
  }

  /** 5 and 6 are down. */
  @ParameterizedTest
  @MethodSource("versionsWithHealthChecks")
  void followsWhereInstancesAreHealthChecked(Following versions) {
    Both run = versions.run("HealthChecksProgram");

    for (String name : List.of("frozen", "refetched", "over-cache")) {
      // Up to 3.0 the cache is outermost, and keeps what was not checked for its time.
      boolean cached = name.equals("over-cache") && versions.isIn("[2,3)");
      assertThat(run.agent().values(name))
          .as(name)
          .containsEntry("next", 236L)
          .containsEntry("checked", cached ? 236L : 23L)
          .as("those that passed rather than none")
          .containsEntry("nothingLeft", 23L);
      assertThat(run.plain().values(name).get("next"))
          .as("%s is stale without the agent", name)
          .isIn(1L, 2L, 12L);
    }
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
