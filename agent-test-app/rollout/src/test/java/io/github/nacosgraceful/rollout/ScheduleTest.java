package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @Test
  void spreadsCallsEvenly() {
    Schedule schedule = new Schedule(7 * SECOND, 200);
    assertThat(schedule.due(0)).isEqualTo(7 * SECOND);
    assertThat(schedule.due(1) - schedule.due(0)).isEqualTo(5_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 200, 1999})
  void holdsTheRateExactlyOverWholeSecondsAlsoWhereItDoesNotDivideThem(int rate) {
    Schedule schedule = new Schedule(0, rate);
    assertThat(schedule.due(rate)).isEqualTo(SECOND);
    assertThat(schedule.due(3600L * rate)).isEqualTo(3600 * SECOND);
    assertThat(schedule.due(3600L * rate - 1)).isLessThan(3600 * SECOND);
  }

  @Test
  void doesNotSleepForWhatIsOverdue() {
    Schedule schedule = new Schedule(0, 1);
    long begin = System.nanoTime();
    schedule.sleepUntil(begin - SECOND);
    assertThat(System.nanoTime() - begin).isLessThan(SECOND);
  }
}
