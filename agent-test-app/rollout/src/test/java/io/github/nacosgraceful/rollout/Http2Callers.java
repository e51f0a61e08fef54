package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Three connections of HTTP/2 that are kept, each with a slow request in flight: one on which
 * nothing else comes, one that goes on calling, and one of Java's own client, which would fail what
 * is in flight if it were told to leave.
 */
final class Http2Callers implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  private static final String EVERYTHING_SENT_IS_SERVED = "GOAWAY " + Integer.MAX_VALUE + " 0";

  private final Http2Caller busy;
  private final Http2Caller javas;
  private final List<Http2Caller> all;

  Http2Callers(Child provider) throws Exception {
    upgradeAConnection(provider);
    Http2Caller idle = new Http2Caller(provider.port(), "test");
    busy = new Http2Caller(provider.port(), "test");
    javas = new Http2Caller(provider.port(), "Java-http-client/17.0.15");
    all = List.of(idle, busy, javas);
    for (Http2Caller caller : all) {
      caller.post("/work-async");
      caller.callOnce();
      assertThat(caller.isToldToGo()).isFalse();
    }
  }

  /** While what began before is still in flight. */
  void awaitToldToGo() throws Exception {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              busy.callOnce();
              return busy.isToldToGo();
            });
    busy.callOnce(); // sent before the GOAWAY came, for all that the server knows
    javas.callOnce();
    for (Http2Caller caller : all) {
      assertThat(caller.seen()).as("what began before is in flight").doesNotContain("answer 1");
    }
  }

  void assertAnsweredToTheirEnds() {
    for (Http2Caller caller : all) {
      await().atMost(PATIENCE).until(() -> caller.seen().contains("answer 1"));
      assertThat(caller.seen()).noneMatch(frame -> frame.startsWith("reset"));
    }
    assertThat(seenInTheDrain(busy)).as("told once").containsOnlyOnce(EVERYTHING_SENT_IS_SERVED);
    assertThat(seenInTheDrain(javas)).doesNotContain(EVERYTHING_SENT_IS_SERVED);
  }

  @Override
  public void close() throws IOException {
    for (Http2Caller caller : all) {
      caller.close();
    }
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
}
