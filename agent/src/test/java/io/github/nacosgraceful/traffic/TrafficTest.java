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
    long took = begin(10);
    long inAWhile = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    assertThat(traffic.meanGap(inAWhile)).isBetween(millis(1_000), millis(1_100) + took);
    assertThat(traffic.sinceLast(inAWhile)).isBetween(millis(10_000), millis(11_000) + took);
  }

  @Test
  void remembersTheLastRequestsOnlyAndForgetsAfterAMinute() {
    long took = begin(1_000);
    assertThat(traffic.meanGap(System.nanoTime() + TimeUnit.SECONDS.toNanos(64)))
        .as("the callers of a minute ago are gone")
        .isZero();
    assertThat(traffic.meanGap(System.nanoTime() + TimeUnit.SECONDS.toNanos(32)))
        .as("64 of the thousand in 32 s")
        .isBetween(millis(500), millis(530) + took);
  }

  /**
   * @return how many nanoseconds the machine needed for it
   */
  private long begin(int requests) {
    long begin = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      traffic.begin();
    }
    return System.nanoTime() - begin;
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
