package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every server, stopped while it serves all kinds of requests: blocking, asynchronous, and
 * streaming ones, which end; an event stream and a WebSocket, which do not. {@code -Dservers=all}
 * takes all stacks, from the oldest server to the newest.
 *
 * <p>What Spring Boot 3.4 and newer do by themselves, after the drain, is switched off.
 */
class ServersIT {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String[] ARGUMENTS = {
    "--sample.work=3s", "--sample.streams=true", "--server.shutdown=immediate"
  };

  private static OneProvider bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new OneProvider("it-servers");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  static Stream<String> stacks() {
    return ServerStacks.chosen().equals("all")
        ? ServerStacks.ALL.stream()
        : Stream.of("2025.1", "2025.1-jetty", "2025-undertow", "2025-webflux");
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void servesWhatEndsAndNamesWhatDoesNot(String stack) throws Exception {
    Child provider = bed.start(stack, true, ARGUMENTS);
    CompletableFuture<HttpResponse<String>> blocking = bed.call(provider, "/work");
    CompletableFuture<HttpResponse<String>> async = bed.call(provider, "/work-async");
    CompletableFuture<HttpResponse<String>> download = get(provider, "/download");
    events(provider).close(); // nobody listens: it must not count any more
    InputStream events = events(provider);
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + provider.port() + "/socket"),
                new WebSocket.Listener() {})
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    provider.terminate();

    await("callers are told to close their connections")
        .atMost(PATIENCE)
        .until(() -> isToldToClose(provider));
    for (CompletableFuture<HttpResponse<String>> each : List.of(blocking, async, download)) {
      assertThat(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    assertThat(download.get().body()).isEqualTo("line\n".repeat(20));
    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    assertThat(OneProvider.summaryOf(provider))
        .singleElement()
        .asString()
        .contains("in flight 0; still open 1 event stream, 1 WebSocket", "suppressed errors 0")
        .as("the five seconds of drain.streams")
        .containsPattern("handed over at [56]\\d\\d\\d ms");
    events.close();
    socket.abort();
  }

  /** What the agent is for; where this does not fail, the test above would prove nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"/work", "/work-async"})
  void losesWhatIsInFlightWithoutTheAgent(String path) throws Exception {
    Child provider = bed.start("hoxton", false, ARGUMENTS);
    CompletableFuture<HttpResponse<String>> answer = bed.call(provider, path);
    provider.terminate();

    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    await().atMost(PATIENCE).until(answer::isDone);
    assertThat(answer).isCompletedExceptionally();
  }

  /** Of a short request, on a connection that would be kept otherwise. */
  private static boolean isToldToClose(Child provider) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(provider.uri("/nothing-is-here"))
            .POST(BodyPublishers.noBody())
            .build();
    return HTTP.send(request, BodyHandlers.discarding())
        .headers()
        .firstValue("connection")
        .filter("close"::equalsIgnoreCase)
        .isPresent();
  }

  /** The body of a response that has begun. */
  private static InputStream events(Child provider) throws Exception {
    InputStream events = get(provider.uri("/events"), BodyHandlers.ofInputStream()).get().body();
    assertThat(new String(events.readNBytes(10), US_ASCII)).isEqualTo("data:event");
    return events;
  }

  private static CompletableFuture<HttpResponse<String>> get(Child provider, String path) {
    return get(provider.uri(path), BodyHandlers.ofString());
  }

  private static <T> CompletableFuture<HttpResponse<T>> get(
      URI uri, HttpResponse.BodyHandler<T> body) {
    return HTTP.sendAsync(HttpRequest.newBuilder(uri).build(), body);
  }
}
