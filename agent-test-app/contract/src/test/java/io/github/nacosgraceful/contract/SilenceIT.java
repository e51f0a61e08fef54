package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With each client of each library a provider that is frozen is avoided until it answers. By
 * default in the oldest version and the newest; in all in the suite.
 */
@Tag("contract")
class SilenceIT {

  private static final String PROGRAM = "io.github.nacosgraceful.contract.program.SilenceProgram";

  /**
   * Those that post hang in the same place; WebClient over other clients and Zuul are not watched.
   */
  static Stream<Arguments> calls() {
    return GoodbyeIT.calls()
        .filter(call -> !call.get()[1].toString().startsWith("post:"))
        .filter(call -> !call.get()[1].toString().endsWith("JdkClientHttpConnector"))
        .filter(call -> !call.get()[1].toString().equals("zuul"));
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("calls")
  void avoidsWhoIsFrozen(Version version, String client) throws Exception {
    avoids(GoodbyeIT.fork(version).withAgent().run(PROGRAM, client));
  }

  /** Over the JDK's client a request with a body is sent where its answer is read. */
  @Test
  void avoidsWhoIsFrozenWhereGoodbyesAreNotHeard() throws Exception {
    Version newest =
        Library.SPRING_WEB.chosenVersions("contract").reduce((a, b) -> b).orElseThrow();
    avoids(
        GoodbyeIT.fork(newest)
            .withAgent()
            .with("-Dnacos.graceful.goodbye=off")
            .run(PROGRAM, "post:org.springframework.http.client.SimpleClientHttpRequestFactory"));
  }

  private static void avoids(Output agent) {
    assertThat(agent.exit()).as(agent.toString()).isZero();
    assertThat(agent.err()).contains(" armed on Java ").doesNotContain("suppressed", " WARN ");
    assertThat(agent.values("silence"))
        .as(agent.toString())
        .isEqualTo(Map.of("before", 10L, "silent", 0L, "again", 10L));
  }
}
