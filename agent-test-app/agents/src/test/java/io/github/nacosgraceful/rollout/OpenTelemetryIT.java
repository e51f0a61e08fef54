package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short one of {@link OtherAgentsIT}, for every build. */
class OpenTelemetryIT {

  @Test
  void noCallFailsBesideTheOpenTelemetryAgentAndNoSpanIsLost() throws Exception {
    try (Beside beside = new Beside()) {
      Beside.Outcome outcome = beside.rollOut(Kind.ALL.get(0), false, "2025");
      assertThat(outcome.figures().failed()).isZero();
    }
  }
}
