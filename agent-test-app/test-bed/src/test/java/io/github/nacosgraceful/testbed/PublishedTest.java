package io.github.nacosgraceful.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11.0.0-M1",
        "1.18.0-RC1",
        "4.2.0.RC1",
        "5.0.0.Alpha2",
        "12.1.0.beta1",
        "12.1.0.alpha0",
        "2.4.0.CR2",
        "3.3.0-beta.1",
        "3.3.0-RC",
        "7.1.0-M1",
        "2.0.0-ALPHA.1",
        "1.0-SNAPSHOT"
      })
  void takesThemForMilestones(String version) {
    assertThat(Published.isMilestone(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11.0.25",
        "4.1.140.Final",
        "9.4.58.v20250814",
        "5.2.25.RELEASE",
        "3.2.1-2026.03.30",
        "2023.0.3.4",
        "2.7.4.1",
        "Greenwich.SR6"
      })
  void takesThemForReleases(String version) {
    assertThat(Published.isMilestone(version)).isFalse();
  }

  @Test
  void namesTheNewestFirstOfAllAndOfALine() {
    Published published =
        Published.among(
            List.of("4.1.1.Final", "4.1.2.Final", "4.2.0.RC1", "4.2.0.Final", "5.0-M1"));

    assertThat(published.newestFirst())
        .containsExactly("4.2.0.Final", "4.1.2.Final", "4.1.1.Final");
    assertThat(published.newestFirstLike("4.1.0.Final"))
        .containsExactly("4.1.2.Final", "4.1.1.Final");
    assertThat(published.newestFirstLike("4.0.0.Final")).isEmpty();
    assertThat(published.newestMilestone()).contains("5.0-M1");
  }

  /** Which is so where a release has come since. */
  @Test
  void knowsNoMilestoneThatIsOlderThanTheNewestRelease() {
    assertThat(Published.among(List.of("1.0-M1", "1.0")).newestMilestone()).isEmpty();
  }
}
