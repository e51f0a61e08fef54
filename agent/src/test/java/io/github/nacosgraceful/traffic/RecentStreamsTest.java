package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Times are seconds since some moment. */
class RecentStreamsTest {

  private static final long START = Long.MAX_VALUE - 1000; // the clock runs over

  private final RecentStreams streams = new RecentStreams(TimeUnit.SECONDS.toNanos(20));

  @Test
  void mayEndByThemselvesForTwentySeconds() {
    streams.begin("one", at(0));
    streams.begin("two", at(5));
    assertThat(streams.ending(at(19))).isEqualTo(2);
    assertThat(new RecentStreams(TimeUnit.SECONDS.toNanos(20)).ending(at(0))).isZero();
  }

  @Test
  void doNoMoreWhenTheyHaveEnded() {
    streams.begin("one", at(0));
    streams.end("one", at(15));
    assertThat(streams.ending(at(15))).isZero();
    streams.end("one", at(16));
    assertThat(streams.ending(at(16))).isZero();
  }

  @Test
  void growOld() {
    streams.begin("one", at(0));
    assertThat(streams.ending(at(20))).isZero();
    streams.end("one", at(25));
  }

  /** A page that listens as long as it is shown: its next stream will be no other. */
  @Test
  void areTakenForEndlessWhereMostAre() {
    streams.begin("one", at(0));
    streams.begin("two", at(1));
    streams.begin("three", at(2));
    streams.end("three", at(3));
    streams.begin("four", at(60));
    assertThat(streams.ending(at(61))).as("two grew old, one ended").isZero();
    streams.end("four", at(62));
    streams.begin("five", at(63));
    assertThat(streams.ending(at(64))).as("as many ended").isOne();
  }

  /** A server uses its objects again. */
  @Test
  void areKnownAnewWhereAnEndWasMissed() {
    streams.begin("one", at(0));
    streams.begin("two", at(1));
    streams.begin("one", at(10));
    assertThat(streams.ending(at(12))).isEqualTo(2);
    streams.end("two", at(13));
    assertThat(streams.ending(at(25))).isOne();
    assertThat(streams.ending(at(30))).isZero();
  }

  private static long at(long seconds) {
    return START + TimeUnit.SECONDS.toNanos(seconds);
  }
}
