package io.github.nacosgraceful.library.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GracefulWaitTest {

  @Test
  void isSkippedAfterTheDrainAndOnlyThen() {
    boolean[] drained = {false};
    GracefulWait wait = new GracefulWait(() -> drained[0]);
    assertThat(wait.replace(this, null, 10_000)).isEqualTo(10_000);
    drained[0] = true;
    assertThat(wait.replace(this, null, 10_000)).isEqualTo(0);
  }
}
