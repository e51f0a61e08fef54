package io.github.nacosgraceful.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Times are milliseconds since it began. It is at 3 s, and put off to 8 s at most. */
class DeadlineTest {

  private static final long START = Long.MAX_VALUE - 1000; // the clock runs over

  private final Deadline deadline = new Deadline(at(3000), at(8000));

  @Test
  void isWhenItIsWithoutProgress() {
    assertThat(deadline.isOver(at(2999))).isFalse();
    assertThat(deadline.leftMillis(at(2999))).isEqualTo(1);
    assertThat(deadline.leftMillis(at(2999) + 1)).as("rounded up").isEqualTo(1);
    assertThat(deadline.isOver(at(3000))).isTrue();
    assertThat(deadline.leftMillis(at(3000))).isZero();
    assertThat(deadline.isOverSince(millis(600), at(3599))).isFalse();
    assertThat(deadline.isOverSince(millis(600), at(3600))).isTrue();
  }

  @Test
  void isPutOffWhileSomethingSucceeds() {
    deadline.progress(at(2900));
    assertThat(deadline.isOver(at(3899))).isFalse();
    assertThat(deadline.leftMillis(at(3800))).isEqualTo(100);
    assertThat(deadline.isOver(at(3900))).isTrue();
  }

  @Test
  void isNotPutOffByWhatWasLongBefore() {
    deadline.progress(at(500));
    assertThat(deadline.isOver(at(2999))).isFalse();
    assertThat(deadline.isOver(at(3000))).isTrue();
  }

  @Test
  void isPutOffToItsLastMoment() {
    deadline.progress(at(7900));
    assertThat(deadline.isOver(at(7999))).isFalse();
    assertThat(deadline.isOver(at(8000))).isTrue();
    Deadline fixed = new Deadline(at(3000));
    fixed.progress(at(2900));
    assertThat(fixed.isOver(at(3000))).isTrue();
  }

  private static long at(long millis) {
    return START + millis(millis);
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
