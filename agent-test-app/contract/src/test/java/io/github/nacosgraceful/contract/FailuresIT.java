package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where something fails, following never leaves an application worse off than it was. */
@Timeout(120)
@Tag("following")
class FailuresIT {

  private static final Following NEWEST = Following.newest().reduce((a, b) -> b).orElseThrow();

  static Stream<Following> versions() {
    return Following.newest();
  }

  /** As the framework's own cache has it. */
  private static final Map<String, Map<String, Long>> THE_FRAMEWORKS =
      Map.of(
          "from-cache", Map.of("first", 7L, "empty", 7L),
          "never-any", Map.of("empty", 0L, "failing", 0L, "good", 1L),
          "empty-in-nacos", Map.of("lookups", 1L, "afterEvict", 2L));

  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void servesWhatIsLeftWhenALookupFails(Following versions) {
    Output agent = versions.agent("FailuresProgram");

    assertThat(agent.values("kept"))
        .as("what was known before and Nacos still lists; all of it, for a while, if there is none")
        .isEqualTo(
            Map.of(
                "first",
                12L,
                "empty",
                2L,
                "failing",
                12L,
                "throwing",
                2L,
                "nothing",
                2L,
                "unlisted",
                12L,
                "good",
                34L));
    THE_FRAMEWORKS.forEach((name, values) -> assertThat(agent.values(name)).isEqualTo(values));
    assertThat(agent.values("hanging"))
        .containsEntry("given", 2L)
        .satisfies(hanging -> assertThat(hanging.get("seconds")).isLessThan(6))
        .satisfies(hanging -> assertThat(hanging.get("nextMillis")).isLessThan(1000));
    assertThat(agent.values("late"))
        .as("the memory of the client, as without any cache")
        .isEqualTo(Map.of("older", 12L, "newer", 23L));
    assertThat(agent.values("herd"))
        .containsEntry("fresh", 64L)
        .containsEntry("others", 0L)
        .satisfies(herd -> assertThat(herd.get("lookups")).isLessThanOrEqualTo(64))
        .satisfies(herd -> assertThat(herd.get("retries")).as("one a second").isBetween(1L, 4L));
    assertThat(agent.values("contexts"))
        .isEqualTo(
            Map.of(
                "oneBefore",
                12L,
                "twoBefore",
                14L,
                "one",
                23L,
                "two",
                14L,
                "twoAfter",
                5L,
                "oneAfter",
                3L));
    assertThat(agent.values("changing"))
        .isEqualTo(Map.of("metadata", 28L, "weight", 2L, "enabled", 1L, "healthy", 2L));
  }

  /** So the rest means it. */
  @ParameterizedTest
  @MethodSource("versions")
  void isStaleWithoutTheAgent(Following versions) {
    Output plain = versions.plain("FailuresProgram");
    THE_FRAMEWORKS.forEach((name, values) -> assertThat(plain.values(name)).isEqualTo(values));
    assertThat(plain.values("kept")).containsEntry("good", 12L);
    assertThat(plain.values("contexts")).containsEntry("one", 12L);
  }

  /** As under OSGi: nothing is woven there, so nothing costs anything. */
  @Tag("core")
  @ParameterizedTest
  @ValueSource(strings = {"parent", "child-first"})
  void isOffWithOneLineWhereTheAgentCannotBeSeen(String isolation) {
    Output output =
        Following.run(
            NEWEST.fork().withAgent().with("-Dnacos.graceful.log.level=debug"),
            "IsolatedProgram",
            isolation,
            "io.github.nacosgraceful.contract.program.ConfigurationsProgram");

    assertThat(output.values("own"))
        .as("as without the agent")
        .isEqualTo(Map.of("after0", 129L, "after1", 129L, "after2", 129L, "agreed", 1L));
    assertThat(output.err().lines().filter(line -> line.contains(" WARN ")))
        .singleElement()
        .asString()
        .contains("off in ", "hides the class path");
    assertThat(output.err()).doesNotContain("hooked org.springframework", "hooked com.alibaba");
  }
}
