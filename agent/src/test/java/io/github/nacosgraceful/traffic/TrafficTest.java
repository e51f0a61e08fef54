package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private final Traffic traffic = new Traffic();

  @Test
  void countsWhatIsInFlight() {
    traffic.begin();
    traffic.begin();
    traffic.end();
    assertThat(traffic.inFlight()).isOne();
    traffic.end();
    assertThat(traffic.inFlight()).isZero();
  }

  @Test
  void hasNoLastRequestAndNoGapBeforeTheFirst() {
    assertThat(traffic.sinceLast(System.nanoTime())).isEqualTo(Long.MAX_VALUE);
    assertThat(traffic.meanGap(System.nanoTime())).isZero();
  }

  @Test
  void measuresTheMeanGapUpToNow() {
    for (int i = 0; i < 10; i++) {
      traffic.begin();
    }
    long inAWhile = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    assertThat(traffic.meanGap(inAWhile)).isBetween(millis(990), millis(1010));
    assertThat(traffic.sinceLast(inAWhile)).isBetween(millis(9_990), millis(10_010));
  }

  @Test
  void remembersTheLastRequestsOnlyAndForgetsAfterAMinute() {
    for (int i = 0; i < 1_000; i++) {
      traffic.begin();
    }
    assertThat(traffic.meanGap(System.nanoTime() + TimeUnit.SECONDS.toNanos(64)))
        .as("the callers of a minute ago are gone")
        .isZero();
    assertThat(traffic.meanGap(System.nanoTime() + TimeUnit.SECONDS.toNanos(32)))
        .as("64 of the thousand in 32 s")
        .isBetween(millis(490), millis(510));
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
