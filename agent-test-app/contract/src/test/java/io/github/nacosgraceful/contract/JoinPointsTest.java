package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.weave.Weaving;
import org.junit.jupiter.api.Test;

class JoinPointsTest {

  @Test
  void namesEveryJoinPointOfTheAgentAndNoOther() {
    assertThat(Weaving.hooks())
        .extracting(JoinPoint::nameOf)
        .containsExactlyInAnyOrderElementsOf(
            Library.all()
                .filter(library -> !library.equals(Library.GRPC_CLIENT_3)) // the same once more
                .flatMap(library -> library.joinPoints().stream())
                .map(JoinPoint::method)
                .toList());
  }
}
