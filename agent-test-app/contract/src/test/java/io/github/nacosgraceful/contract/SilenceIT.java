package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
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

  /** Those that post hang in the same place; WebClient over another client is not watched. */
  static Stream<Arguments> calls() {
    return GoodbyeIT.calls()
        .filter(call -> !call.get()[1].toString().startsWith("post:"))
        .filter(call -> !call.get()[1].toString().endsWith("JdkClientHttpConnector"));
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("calls")
  void avoidsWhoIsFrozen(Version version, String client) throws Exception {
    Output agent = GoodbyeIT.fork(version).withAgent().run(PROGRAM, client);
    assertThat(agent.exit()).as(agent.toString()).isZero();
    assertThat(agent.err()).contains(" armed on Java ").doesNotContain("suppressed", " WARN ");
    assertThat(agent.values("silence"))
        .as(agent.toString())
        .isEqualTo(Map.of("before", 10L, "silent", 0L, "again", 10L));
  }
}
