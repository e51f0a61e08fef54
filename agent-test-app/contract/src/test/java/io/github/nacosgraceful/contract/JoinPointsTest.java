package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.weave.Weaving;
import org.junit.jupiter.api.Test;

class JoinPointsTest {

  @Test
  void namesEveryJoinPointOfTheAgentAndNoOther() {
    assertThat(Weaving.hooks())
        .extracting(JoinPoints::shortName)
        .containsExactlyInAnyOrderElementsOf(JoinPoints.all());
  }
}
