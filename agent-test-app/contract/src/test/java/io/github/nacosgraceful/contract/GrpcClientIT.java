package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The channels of net.devh's gRPC client hear of each push, and of whoever says goodbye; without
 * the agent of none.
 */
@Tag("contract")
class GrpcClientIT {

  private static final String PROGRAM = "io.github.nacosgraceful.contract.program.GrpcProgram";

  static Stream<Version> versions() {
    return Stream.concat(
        Library.GRPC_CLIENT.chosenVersions("contract"), Library.GRPC_CLIENT_3.versions());
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void followsPushes(Version client) throws Exception {
    Output agent = fork(client).withAgent().run(PROGRAM, "10");
    assertThat(agent.exit()).as(agent.toString()).isZero();
    assertThat(agent.err()).contains(" armed on Java ").doesNotContain("suppressed an error");
    assertThat(agent.values("push"))
        .isEqualTo(Map.of("first", 1L, "second", 2L, "afterShutdown", 0L));
    assertThat(agent.values("push-while-asking")).isEqualTo(Map.of("last", 2L));
    // Before, a resolver does not say what it has found.
    assertThat(agent.values("goodbye"))
        .isEqualTo(Map.of("before", 2L, "after", client.isIn("[2.13,)") ? 1L : 2L));
  }

  /** What the agent is for. */
  @ParameterizedTest
  @MethodSource("versions")
  void hearsOfNoneWithoutTheAgent(Version client) throws Exception {
    Output plain = fork(client).run(PROGRAM, "1");
    assertThat(plain.exit()).as(plain.toString()).isZero();
    assertThat(plain.values("push"))
        .isEqualTo(Map.of("first", 1L, "second", 1L, "afterShutdown", 0L));
    assertThat(plain.values("push-while-asking")).isEqualTo(Map.of("last", 1L));
    assertThat(plain.values("goodbye")).isEqualTo(Map.of("before", 2L, "after", 2L));
  }

  private static Fork fork(Version client) {
    return new Fork(
        Jars.of(
            Stream.of(
                    Library.NACOS_CLIENT.version("2.1.0").coordinates(),
                    client.coordinates(),
                    List.of("org.slf4j:slf4j-api:1.7.36"))
                .flatMap(List::stream)
                .toList()));
  }
}
