package io.github.nacosgraceful.library.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Handler;
import org.junit.jupiter.api.Test;

class GracefulWaitTest {

  @Test
  void isSkippedAfterTheDrainAndOnlyThen() throws Throwable {
    boolean[] drained = {false};
    Handler wait = GracefulWait.onAsked(() -> drained[0]);
    assertThat(wait.replace(this, null, 10_000)).isEqualTo(10_000);
    drained[0] = true;
    assertThat(wait.replace(this, null, 10_000)).isEqualTo(0);
  }
}
