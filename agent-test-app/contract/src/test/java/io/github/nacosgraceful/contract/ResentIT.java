package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider is killed while it serves a POST. OkHttp and {@code HttpURLConnection} send it again
 * on a new connection, which is refused: what they throw then looks like a call that never left,
 * and it must not be made at another instance. With the agent and without, the provider that was
 * killed is the only one that has got it.
 */
@Timeout(120)
@Tag("following")
class ResentIT {

  private static final String URL_CONNECTION = "feign.Client$Default";
  private static final String OKHTTP = "feign.okhttp.OkHttpClient";

  /** Of Feign 13 there is one for OkHttp whose own version is not that of each release. */
  static Stream<Arguments> clients() {
    return RerouteVersions.all()
        .flatMap(
            versions ->
                Stream.of(URL_CONNECTION, OKHTTP)
                    .map(
                        client ->
                            Arguments.of(
                                versions,
                                client,
                                versions.feign().startsWith("13.") ? "13.9.1" : versions.feign())));
  }

  @Tag("core")
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("clients")
  void isNotMadeElsewhere(RerouteVersions versions, String client, String okHttp) {
    Fork fork = versions.fork("io.github.openfeign:feign-okhttp:" + okHttp);
    assertIsServedOnce("without the agent", Following.run(fork, "ResentProgram", client));
    assertIsServedOnce(
        "with the agent",
        Following.assertSilent(Following.run(fork.withAgent(), "ResentProgram", client)));
  }

  private static void assertIsServedOnce(String as, Output output) {
    Map<String, Long> values = output.values("resent");
    assertThat(values.get("refused")).as("%s, or it proves nothing: %s", as, output).isPositive();
    assertThat(values)
        .as(as)
        .containsEntry("answered", 0L)
        .containsEntry("requests", values.get("calls"));
  }
}
