package io.github.nacosgraceful.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Looks are at milliseconds since the stop. */
class HiddenRequestTest {

  private static final long START = Long.MAX_VALUE - 1000; // the clock runs over

  private final HiddenRequest hidden = new HiddenRequest(true);

  @Test
  void isTheOneThatIsLeftWhenNothingChanges() {
    assertThat(isFound(0, 7, 3)).isFalse();
    assertThat(isFound(1000, 7, 1)).isFalse();
    assertThat(isFound(5999, 7, 1)).isFalse();
    assertThat(isFound(6000, 7, 1)).isTrue();
    assertThat(isFound(20_000, 7, 1)).as("there is one").isFalse();
  }

  @Test
  void isNotOneThatIsNewEachTime() {
    for (int i = 0; i < 20; i++) {
      assertThat(isFound(1000 * i, i, 1)).isFalse();
    }
  }

  @Test
  void isNotOneOfTwo() {
    assertThat(isFound(0, 7, 2)).isFalse();
    assertThat(isFound(20_000, 7, 2)).isFalse();
  }

  @Test
  void isNoneThatHasEnded() {
    assertThat(isFound(0, 7, 1)).isFalse();
    assertThat(isFound(4000, 7, 0)).isFalse();
    assertThat(isFound(5000, 8, 1)).isFalse();
    assertThat(isFound(9999, 8, 1)).isFalse();
    assertThat(isFound(10_000, 8, 1)).isTrue();
  }

  @Test
  void isNoneWhereTheJvmWasToldFromOutside() {
    assertThat(HiddenRequest.mayBeOf(new Thread("SIGTERM handler"))).isFalse();
    assertThat(HiddenRequest.mayBeOf(new Thread("SIGINT handler"))).isFalse();
    assertThat(HiddenRequest.mayBeOf(new Thread("DestroyJavaVM"))).isFalse();
    assertThat(HiddenRequest.mayBeOf(new Thread("nacos-graceful-shutdown"))).isFalse();
    assertThat(HiddenRequest.mayBeOf(new Thread("boundedElastic-1"))).isTrue();
    HiddenRequest none = new HiddenRequest(false);
    assertThat(none.isFound(at(0), 7, 1)).isFalse();
    assertThat(none.isFound(at(20_000), 7, 1)).isFalse();
  }

  private boolean isFound(long millis, long requests, long inFlight) {
    return hidden.isFound(at(millis), requests, inFlight);
  }

  private static long at(long millis) {
    return START + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
