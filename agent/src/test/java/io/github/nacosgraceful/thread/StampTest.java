package io.github.nacosgraceful.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StampTest {

  @Test
  void isAMomentAlsoWhereTheClockReadsZero() {
    assertThat(Stamp.at(0).isNever()).isFalse();
    assertThat(Stamp.at(0).nanos()).isZero();
    assertThat(Stamp.at(0)).isNotEqualTo(Stamp.NEVER).isEqualTo(Stamp.at(0));
  }

  @Test
  void neverIsNeitherAgoNorWithinNorAfterAnything() {
    assertThat(Stamp.NEVER.isNever()).isTrue();
    assertThat(Stamp.NEVER.isAgo(0, 5)).isFalse();
    assertThat(Stamp.NEVER.isWithin(5, 0)).isFalse();
    assertThat(Stamp.NEVER.isAfter(Stamp.at(-5))).isFalse();
    assertThat(Stamp.at(5).isAfter(Stamp.NEVER)).isFalse();
    assertThatThrownBy(Stamp.NEVER::nanos).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isEitherWithinASpanOrThatLongAgo() {
    Stamp stamp = Stamp.at(-3);
    assertThat(stamp.isWithin(10, 6)).isTrue();
    assertThat(stamp.isAgo(10, 6)).isFalse();
    assertThat(stamp.isWithin(10, 7)).isFalse();
    assertThat(stamp.isAgo(10, 7)).isTrue();
  }

  @Test
  void comparesAcrossAnOverflowOfTheClock() {
    Stamp before = Stamp.at(Long.MAX_VALUE - 1);
    Stamp after = Stamp.at(Long.MIN_VALUE + 1);
    assertThat(after.isAfter(before)).isTrue();
    assertThat(before.isAfter(after)).isFalse();
    assertThat(before.isAgo(3, Long.MIN_VALUE + 1)).isTrue();
  }

  @Test
  void theLastOfSomeIsNeverWhileOneIsMissing() {
    assertThat(Stamp.lastOf(List.of(Stamp.at(-7), Stamp.at(0), Stamp.at(-2))))
        .isEqualTo(Stamp.at(0));
    assertThat(Stamp.lastOf(List.of(Stamp.at(1), Stamp.NEVER))).isEqualTo(Stamp.NEVER);
    assertThat(Stamp.lastOf(List.of())).isEqualTo(Stamp.NEVER);
  }
}
