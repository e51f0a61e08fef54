package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a gRPC server say goodbye as long as the process is leaving, and no longer. */
@Tag("contract")
class GrpcGoodbyeIT {

  private static final String WORD = "10\\.0\\.0\\.7:\\d+; start=\\d{13}";
  private static final String IN_BOTH = WORD + " \\| " + WORD;
  private static final String AT_THE_END = "- \\| " + WORD;
  private static final String NOWHERE = "- \\| -";

  /** From grpc-java 1.24 to 1.58, which are those of net.devh's client. */
  static Stream<Version> versions() {
    return Library.GRPC_CLIENT.chosenVersions("contract");
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void saysItAtTheBeginAndAtTheEndOfEachAnswer(Version client) throws Exception {
    saysIt(client.coordinates());
  }

  /** Which may hold back the begin of an answer until its end. */
  @ParameterizedTest
  @ValueSource(strings = {"1.68.1", "1.75.0"})
  void saysItWithANewerServer(String version) throws Exception {
    saysIt(List.of("io.grpc:grpc-netty-shaded:" + version, "io.grpc:grpc-stub:" + version));
  }

  private static void saysIt(List<String> grpc) throws Exception {
    Output output =
        new Fork(
                Jars.of(
                    Stream.of(
                            Library.NACOS_CLIENT.version("2.1.0").coordinates(),
                            grpc,
                            List.of("org.slf4j:slf4j-api:1.7.36"))
                        .flatMap(List::stream)
                        .toList()))
            .withAgent()
            .with("-Dnacos.graceful.deregister.timeout=1s")
            .run("io.github.nacosgraceful.contract.program.GrpcGoodbyeProgram");

    assertThat(output.exit()).as(output.toString()).isZero();
    assertThat(output.err()).doesNotContain("goodbye is off", "suppressed an error");
    assertThat(said(output, "before place")).matches(NOWHERE);
    assertThat(said(output, "leaving place")).matches(IN_BOTH);
    assertThat(said(output, "leaving refuse")).as("an error").matches(AT_THE_END);
    assertThat(said(output, "leaving unknown")).as("gRPC's own error").matches(AT_THE_END);
    assertThat(said(output, "leaving watch")).as("has begun before").matches(AT_THE_END);
    assertThat(said(output, "offline place")).matches(IN_BOTH);
    assertThat(said(output, "online place")).matches(NOWHERE);
    assertThat(said(output, "online refuse")).matches(NOWHERE);
    assertThat(output.out()).as("what is the application's own").contains("shared false");
  }

  private static String said(Output output, String call) {
    return output.out().stream()
        .filter(line -> line.startsWith(call + ": "))
        .map(line -> line.substring(call.length() + 2))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line '" + call + "' in " + output));
  }
}
