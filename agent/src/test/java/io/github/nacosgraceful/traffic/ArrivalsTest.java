package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.thread.FakeScheduler;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that come fast are only counted, and known no later than they came. */
class ArrivalsTest {

  private final FakeScheduler time = new FakeScheduler(Long.MAX_VALUE - millis(2_000));
  private final Arrivals arrivals = new Arrivals(time, new ArrivalSampler(time));

  @AfterEach
  void letGo() {
    time.close();
  }

  @Test
  void readsTheClockForEachThatComesRarely() {
    for (int i = 0; i < 200; i++) {
      arrivals.add();
      time.advance(16);
    }
    assertThat(arrivals.isSampled()).isFalse();
    assertThat(arrivals.sinceLast(time.now())).isEqualTo(millis(16));
    assertThat(arrivals.meanGap(time.now())).isEqualTo(millis(16));
  }

  @Test
  void countsOnlyOnceTheyComeFast() {
    fast(100);
    assertThat(arrivals.isSampled()).isTrue();
    assertThat(arrivals.count()).isEqualTo(100);
    assertThat(arrivals.meanGap(time.now())).isBetween(millis(4), millis(6));
    assertThat(arrivals.areCallers(time.now())).isTrue();
  }

  @Test
  void neverTakesTheLastForOlderThanItIs() {
    fast(100);
    time.advance(30); // the sampler may not have looked yet
    assertThat(arrivals.sinceLast(time.now())).isLessThanOrEqualTo(millis(35));
    arrivals.add();
    assertThat(arrivals.sinceLast(time.now())).isZero();
    time.advance(70);
    assertThat(arrivals.sinceLast(time.now())).isBetween(millis(20), millis(70));
    time.advance(1_000);
    assertThat(arrivals.sinceLast(time.now())).isBetween(millis(1_020), millis(1_070));
  }

  @Test
  void readsTheClockAgainWhenTheyDoNotComeFastAnyMore() {
    fast(100);
    for (int i = 0; i < 30; i++) {
      arrivals.add();
      time.advance(250);
    }
    assertThat(arrivals.isSampled()).isFalse();
    arrivals.add();
    time.advance(7);
    assertThat(arrivals.sinceLast(time.now())).isEqualTo(millis(7));
    fast(130);
    assertThat(arrivals.isSampled()).as("and counts only, once they do again").isTrue();
  }

  @Test
  void isExactWhileADrainAsks() {
    fast(100);
    arrivals.beExact(true);
    arrivals.add();
    time.advance(7);
    assertThat(arrivals.sinceLast(time.now())).isEqualTo(millis(7));
    fast(500);
    assertThat(arrivals.isSampled()).isFalse();
    assertThat(arrivals.sinceLast(time.now())).isEqualTo(millis(5));
    arrivals.beExact(false);
    fast(130);
    assertThat(arrivals.isSampled()).isTrue();
  }

  @Test
  void readsTheClockWhereNoThreadCanBeStarted() {
    Arrivals alone =
        new Arrivals(
            time,
            new ArrivalSampler(time) {
              @Override
              void start(Thread thread) {
                throw new OutOfMemoryError("unable to create native thread");
              }
            });
    for (int i = 0; i < 500; i++) {
      alone.add();
      time.advance(5);
    }
    assertThat(alone.isSampled()).isFalse();
    assertThat(alone.sinceLast(time.now())).isEqualTo(millis(5));
  }

  private void fast(int requests) {
    for (int i = 0; i < requests; i++) {
      arrivals.add();
      time.advance(5);
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
