package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callers that keep their connection of HTTP/2 are told to leave it while the server is drained:
 * after an answer, and where requests overlap all the time, after a while. Everything they sent is
 * answered. {@code -Dservers=all} takes all stacks that can be told.
 */
class Http2IT {

  private static final String EVERYTHING_SENT_IS_SERVED = "GOAWAY " + Integer.MAX_VALUE + " 0";

  private static OneProvider bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new OneProvider("it-http2");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  static Stream<String> stacks() {
    return System.getProperty("servers", "").equals("all")
        ? Stream.of(
            "2021", // Tomcat 9
            "2025", // 10.1
            "2025.1") // 11
        : Stream.of("2025");
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void tellsCallersToLeaveTheirConnection(String stack) throws Exception {
    Child provider =
        bed.start(
            stack,
            true,
            "--server.http2.enabled=true",
            "--sample.work=6s",
            "--server.shutdown=immediate");
    try (Http2Caller waiting = new Http2Caller(provider.port());
        Http2Caller frequent = new Http2Caller(provider.port());
        Http2Caller overlapping = new Http2Caller(provider.port())) {
      waiting.post("/work");
      overlapping.post("/work");
      callOnce(frequent);
      callOnce(overlapping);
      assertThat(frequent.isToldToGo()).isFalse();
      provider.terminate();

      callUntilToldToGo(frequent);
      assertThat(overlapping.isToldToGo()).as("others are in flight").isFalse();
      callUntilToldToGo(overlapping);
      assertThat(overlapping.seen())
          .as("told while its first request is in flight")
          .doesNotContain("answer 1");
      callOnce(overlapping); // sent before the GOAWAY came, for all that the server knows
      for (Http2Caller caller : List.of(waiting, overlapping)) {
        await().atMost(PATIENCE).until(() -> caller.seen().contains("answer 1"));
      }
      assertThat(provider.awaitExit(PATIENCE)).isTrue();
      assertThat(waiting.seen()).startsWith("answer 1", EVERYTHING_SENT_IS_SERVED);
      for (Http2Caller caller : List.of(waiting, frequent, overlapping)) {
        assertThat(caller.seen()).as("told once").containsOnlyOnce(EVERYTHING_SENT_IS_SERVED);
        assertThat(caller.seen()).noneMatch(frame -> frame.startsWith("reset"));
      }
    }
    assertThat(OneProvider.summaryOf(provider))
        .singleElement()
        .asString()
        .contains("in flight 0", "suppressed errors 0");
  }

  /** Each is answered. */
  private static void callUntilToldToGo(Http2Caller caller) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              callOnce(caller);
              return caller.isToldToGo();
            });
  }

  private static void callOnce(Http2Caller caller) throws Exception {
    int stream = caller.post("/nothing-is-here");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> caller.seen().contains("answer " + stream));
  }
}
