package io.github.nacosgraceful.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuietPeriodTest {

  private final Traffic traffic = new Traffic();

  @Test
  void isTheLeastWithoutOrWithBusyTraffic() {
    assertThat(quiet("drain.quiet=auto", 0)).isEqualTo(300);
    for (int i = 0; i < 64; i++) {
      traffic.begin();
    }
    assertThat(quiet("drain.quiet=auto", 1)).isEqualTo(300);
  }

  @Test
  void followsCallersThatCallRarely() {
    traffic.begin();
    assertThat(quiet("drain.quiet=auto", 1)).as("three gaps of a second").isBetween(3_000L, 4_900L);
    assertThat(quiet("drain.quiet=auto", 20)).as("at most").isEqualTo(5_000);
  }

  @Test
  void isFixedOnRequest() {
    traffic.begin();
    assertThat(quiet("drain.quiet=70ms", 1)).isEqualTo(70);
  }

  @Test
  void isTheMostWhereRequestsAreNotCounted() {
    assertThat(TimeUnit.NANOSECONDS.toMillis(QuietPeriod.ofUncounted(settings(""))))
        .isEqualTo(5000);
    assertThat(TimeUnit.NANOSECONDS.toMillis(QuietPeriod.ofUncounted(settings("drain.quiet=1s"))))
        .isEqualTo(1000);
  }

  private static Settings settings(String argument) {
    return Settings.read(argument, new Properties(), Map.of());
  }

  private long quiet(String argument, long secondsFromNow) {
    Settings settings = settings(argument);
    long now = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsFromNow);
    return TimeUnit.NANOSECONDS.toMillis(QuietPeriod.of(settings, traffic, now));
  }
}
