package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Micrometer's global registry gets the agent's metrics once, and keeps them. */
@Tag("core")
@Tag("contract")
class MicrometerIT {

  private static final String PROGRAM =
      "io.github.nacosgraceful.contract.program.MicrometerProgram";

  static Stream<Version> versions() {
    return Library.MICROMETER.chosenVersions("contract");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void feedsTheGlobalRegistry(Version micrometer) throws Exception {
    Output output = new Fork(Jars.of(micrometer.coordinates())).withAgent().run(PROGRAM, "21");
    assertThat(output.exit()).as(output.toString()).isZero();
    assertThat(output.values("meters")).isEqualTo(Map.of("all", 21L, "inFlight", 0L));
    assertThat(output.err()).contains(" armed on Java ").doesNotContain("WARN");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void leavesItAloneWhereItIsSwitchedOff(Version micrometer) throws Exception {
    Output output =
        new Fork(Jars.of(micrometer.coordinates()))
            .withAgent()
            .with("-Dnacos.graceful.micrometer=off")
            .run(PROGRAM, "0");
    assertThat(output.values("meters")).isEqualTo(Map.of("all", 0L, "inFlight", -1L));
  }
}
