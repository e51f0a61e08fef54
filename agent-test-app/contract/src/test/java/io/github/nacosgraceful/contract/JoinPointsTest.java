package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.start.Hooks;
import org.junit.jupiter.api.Test;

class JoinPointsTest {

  @Test
  void namesEveryJoinPointOfTheAgentAndNoOther() {
    assertThat(Hooks.all())
        .extracting(JoinPoints::shortName)
        .containsExactlyInAnyOrderElementsOf(JoinPoints.all());
  }
}
