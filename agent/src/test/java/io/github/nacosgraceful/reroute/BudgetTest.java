package io.github.nacosgraceful.reroute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Budget budget = new Budget();

  @Test
  void givesAHundredInTenSecondsHoweverFewCallsAreMade() {
    assertThat(take(1000, 5)).isEqualTo(100);
    assertThat(take(1000, 14)).isZero();
    assertThat(take(1000, 15)).isEqualTo(100);
  }

  @Test
  void givesAFifthOfTheCallsThatAreMadeMeanwhile() {
    calls(100_000);
    assertThat(take(1, 0)).as("calls of before do not count").isEqualTo(1);
    calls(1000);
    assertThat(take(1000, 1)).isEqualTo(99 + 200);
    calls(50);
    assertThat(take(1000, 9)).isEqualTo(10);
    assertThat(take(1000, 10)).isEqualTo(100);
  }

  /** The clock may be anywhere, and overflow. */
  @Test
  void countsFromTheFirstThatIsAskedFor() {
    assertThat(takeAt(200, Long.MAX_VALUE)).isEqualTo(100);
    assertThat(takeAt(200, Long.MAX_VALUE + 9 * SECOND)).isZero();
    assertThat(takeAt(200, Long.MAX_VALUE + 10 * SECOND)).isEqualTo(100);
  }

  private void calls(int count) {
    for (int i = 0; i < count; i++) {
      budget.call();
    }
  }

  /** How many of so many are given. */
  private int take(int count, int second) {
    return takeAt(count, second * SECOND);
  }

  private int takeAt(int count, long now) {
    int given = 0;
    for (int i = 0; i < count; i++) {
      given += budget.take(now) ? 1 : 0;
    }
    return given;
  }
}
