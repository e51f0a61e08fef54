package io.github.nacosgraceful.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Looks each 5 ms, as a drain does; callers were told at 0. */
class StallTest {

  private static final long START = Long.MAX_VALUE - 1000; // the clock runs over
  private static final long LOOK = 5;

  private Stall stall = new Stall(nanos(8_000));
  private long now;
  private double calls;

  @Test
  void isSeenAfterTwoHalvesWithAsManyCalls() {
    call(20, 7_995);
    assertThat(stall.since().isNever()).isTrue();
    call(20, 10);
    assertThat(stall.since().isNever()).isFalse();
    assertThat(stall.rate()).isBetween(19.5, 20.5);
  }

  @Test
  void isSeenWhereMoreCome() {
    call(20, 4_000);
    call(50, 4_005);
    assertThat(stall.since().isNever()).isFalse();
  }

  /** Of ten callers whose caches hold for up to 35 s, one leaves each 3.5 s. */
  @Test
  void isNoneWhileCallersLeaveOneByOne() {
    for (int caller = 10; caller > 3; caller--) {
      call(caller * 20, 3_500);
    }
    assertThat(stall.since().isNever()).isTrue();
  }

  @Test
  void isSeenWhenTheOthersHaveLeft() {
    call(200, 1_000);
    call(20, 6_990);
    assertThat(stall.since().isNever()).as("fewer than in the first half").isTrue();
    call(20, 4_030);
    assertThat(stall.since().isNever()).isFalse();
    assertThat(stall.rate()).isBetween(19.0, 21.0);
  }

  @Test
  void isOverWhenCallersLeaveAfterAll() {
    call(20, 8_010);
    assertThat(stall.since().isNever()).isFalse();
    call(10, 4_000);
    assertThat(stall.since().isNever()).isTrue();
  }

  /** Then a request that takes long is what the drain waits for. */
  @Test
  void isNoneWhereNobodyHasCalledForAWhile() {
    call(0, 4_000);
    call(1, 20_000);
    assertThat(stall.since().isNever()).isTrue();
  }

  @Test
  void isNotLookedForWhereItIsSwitchedOff() {
    stall = new Stall(0);
    call(20, 30_000);
    assertThat(stall.since().isNever()).isTrue();
  }

  private void call(double rate, long millis) {
    for (long passed = 0; passed < millis; passed += LOOK) {
      stall.see(START + nanos(now), Math.round(calls));
      now += LOOK;
      calls += rate * LOOK / 1000;
    }
    stall.see(START + nanos(now), Math.round(calls));
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
