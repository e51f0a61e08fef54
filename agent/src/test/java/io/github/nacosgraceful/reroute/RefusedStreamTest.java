package io.github.nacosgraceful.reroute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what the JDK's client and Jetty's throw, word for word. */
class RefusedStreamTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Received RST_STREAM: Stream not processed",
        "request not processed by peer",
        "refused_stream_error"
      })
  void isToldByItsWords(String message) {
    assertThat(RefusedStream.isIn(new IOException("outer", new IOException(message)))).isTrue();
    assertThat(RefusedStream.isIn(new IllegalStateException(message)))
        .as("of somebody else")
        .isFalse();
  }

  /** What was reset for another reason, or when the connection ended, may have been served. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Received RST_STREAM: Internal error",
        "/127.0.0.1:8080: GOAWAY received",
        "EOF reached while reading",
        "internal_error",
        "cancel_stream_error/input_shutdown"
      })
  void isNotSeenInWhatMayHaveBeenServed(String message) {
    assertThat(RefusedStream.isIn(new IOException(message))).isFalse();
  }

  /** A redirect may have been followed before, which no failure of theirs shows. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isCertainOnlyWhereTheClientLeadsNowhereElse(boolean leadsOnlyThere) throws Throwable {
    assertThat(
            NeverSent.isCertain(
                HostPort.of("10.0.0.1", 8080),
                new IOException("request not processed by peer"),
                () -> leadsOnlyThere))
        .isEqualTo(leadsOnlyThere);
  }
}
