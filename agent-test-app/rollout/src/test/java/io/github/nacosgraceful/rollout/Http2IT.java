package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callers that keep their connection of HTTP/2 are told to leave it while the server is drained,
 * and everything they sent is answered. Java's own client, which would fail what is in flight, is
 * not told. {@code -Dservers=all} takes all stacks, from the oldest server to the newest, and
 * {@code -Dservers=2025-jetty,2025} these.
 */
class Http2IT {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  private static final String EVERYTHING_SENT_IS_SERVED = "GOAWAY " + Integer.MAX_VALUE + " 0";

  /** Until Spring Boot 2.5. */
  private static final Set<String> HAVE_IT_ONLY_WITH_TLS =
      Set.of("greenwich-jetty", "greenwich-undertow");

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
    String servers = ServerStacks.chosen();
    return switch (servers) {
      case "" -> Stream.of("2025", "2025.1-jetty", "2025-undertow");
      case "all" ->
          Stream.concat(ServerStacks.WITH_HTTP2.stream(), Stream.of("greenwich-undertow"));
      default -> Stream.of(servers.split(",")).filter(stack -> !stack.equals("greenwich-jetty"));
    };
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void tellsCallersToLeaveTheirConnection(String stack) throws Exception {
    Child provider = start(stack);
    upgradeAConnection(provider);
    try (Http2Caller idle = new Http2Caller(provider.port(), "test");
        Http2Caller busy = new Http2Caller(provider.port(), "test");
        Http2Caller javas = new Http2Caller(provider.port(), "Java-http-client/17.0.15")) {
      for (Http2Caller caller : List.of(idle, busy, javas)) {
        caller.post("/work-async");
        callOnce(caller);
        assertThat(caller.isToldToGo()).isFalse();
      }
      provider.terminate();

      callUntilToldToGo(busy);
      callOnce(busy); // sent before the GOAWAY came, for all that the server knows
      callOnce(javas);
      for (Http2Caller caller : List.of(idle, busy, javas)) {
        assertThat(caller.seen()).as("what began before is in flight").doesNotContain("answer 1");
      }
      for (Http2Caller caller : List.of(idle, busy, javas)) {
        await().atMost(PATIENCE).until(() -> caller.seen().contains("answer 1"));
        assertThat(caller.seen()).noneMatch(frame -> frame.startsWith("reset"));
      }
      assertThat(seenInTheDrain(busy)).as("told once").containsOnlyOnce(EVERYTHING_SENT_IS_SERVED);
      assertThat(seenInTheDrain(javas)).doesNotContain(EVERYTHING_SENT_IS_SERVED);
      assertThat(provider.awaitExit(PATIENCE)).isTrue();
    }
    assertThat(OneProvider.summaryOf(provider))
        .singleElement()
        .asString()
        .contains("in flight 0", "suppressed errors 0");
  }

  /** Jetty until 9.4.35 would end the connection. */
  @Test
  @EnabledIfSystemProperty(named = "servers", matches = "all|.*greenwich-jetty.*")
  void tellsNobodyWhereThatWouldLoseWhatIsInFlight() throws Exception {
    Child provider = start("greenwich-jetty");
    try (Http2Caller caller = new Http2Caller(provider.port(), "test")) {
      caller.post("/work-async");
      callOnce(caller);
      provider.terminate();

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                callOnce(caller);
                return provider.errorLines().stream().anyMatch(l -> l.contains("GOAWAY is off"));
              });
      await().atMost(PATIENCE).until(() -> caller.seen().contains("answer 1"));
      assertThat(caller.isToldToGo()).isFalse();
      assertThat(provider.awaitExit(PATIENCE)).isTrue();
    }
    assertThat(OneProvider.summaryOf(provider)).singleElement().asString().contains("in flight 0");
  }

  private static Child start(String stack) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.http2.enabled=true", "--sample.work=6s", "--server.shutdown=immediate"));
    if (HAVE_IT_ONLY_WITH_TLS.contains(stack)) {
      arguments.add("--spring.main.sources=io.github.nacosgraceful.sample.Http2WithoutTls");
    }
    return bed.start(stack, true, arguments.toArray(String[]::new));
  }

  /** Where the server takes that, the request of HTTP/1.1 must not count for ever. */
  private static void upgradeAConnection(Child provider) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(provider.uri("/nothing-is-here")).build();
    assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
  }

  /** The server's own GOAWAY may come when the drain is over. */
  private static List<String> seenInTheDrain(Http2Caller caller) {
    return caller.seen().subList(0, caller.seen().indexOf("answer 1"));
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
