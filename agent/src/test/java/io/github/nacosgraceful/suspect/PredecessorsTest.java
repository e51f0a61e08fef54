package io.github.nacosgraceful.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PredecessorsTest {

  private static final HostPort ADDRESS = HostPort.parse("a:1");

  private final Predecessors predecessors = new Predecessors();
  private final Eras eras = new Eras();
  private long now = Long.MAX_VALUE - 5;

  @Test
  void knowWhoIsGoneForTwoMinutes() {
    predecessors.gone(ADDRESS, 7, now);
    assertThat(heard(7)).isTrue();
    assertThat(heard(8)).isFalse();
    now += TimeUnit.SECONDS.toNanos(119);
    assertThat(heard(7)).isTrue();
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(heard(7)).isFalse();
    assertThat(predecessors.size()).isZero();
  }

  @Test
  void knowTheLastFewOfAnAddress() {
    for (int start = 1; start <= 100_000; start++) {
      predecessors.gone(ADDRESS, start, now);
    }
    assertThat(heard(100_000)).isTrue();
    assertThat(heard(100_001 - Predecessors.MOST_STARTS)).isTrue();
    assertThat(heard(100_000 - Predecessors.MOST_STARTS)).isFalse();
  }

  @Test
  void knowABoundedNumberOfAddresses() {
    for (int port = 1; port <= 50_000; port++) {
      predecessors.gone(HostPort.of("a", port), 7, now);
    }
    assertThat(predecessors.size()).isEqualTo(Predecessors.MOST_ADDRESSES);
    assertThat(predecessors.areHeard(HostPort.of("a", 50_000), 7, eras.now(), now)).isTrue();
    assertThat(heard(7)).isFalse();
  }

  @Test
  void areHeardInAnswersToCallsFromBefore() {
    Era before = eras.now();
    predecessors.follows(ADDRESS, eras.begin(), now);
    assertThat(heard(8)).isFalse();
    assertThat(predecessors.areHeard(ADDRESS, 7, before, now)).isTrue();
    assertThat(heard(7)).as("it may have been the new one's").isFalse();
  }

  /** It may be of the process that is there now. */
  @Test
  void areNotKnownByACallOfWhichNobodyKnowsWhenItBegan() {
    predecessors.follows(ADDRESS, eras.begin(), now);
    assertThat(predecessors.areHeard(ADDRESS, 7, Era.UNKNOWN, now)).isTrue();
    assertThat(heard(7)).as("a call that began since").isFalse();
  }

  private boolean heard(long start) {
    return predecessors.areHeard(ADDRESS, start, eras.now(), now);
  }
}
