package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Child;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a server has in flight over HTTP/1.1: requests that end, a blocking, an asynchronous and a
 * streaming one; and an event stream and a WebSocket, which do not.
 */
final class LongRequests implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Child provider;
  private final List<CompletableFuture<HttpResponse<String>>> ending = new ArrayList<>();
  private final CompletableFuture<HttpResponse<String>> download;
  private final InputStream events;
  private final WebSocket socket;

  /**
   * @param paths of the requests that take long
   */
  LongRequests(OneProvider bed, Child provider, List<String> paths) throws Exception {
    this.provider = provider;
    for (String path : paths) {
      ending.add(bed.call(provider, path));
    }
    events().close(); // nobody listens: it must not count any more
    events = events();
    socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + provider.port() + "/socket"),
                new WebSocket.Listener() {})
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    download = get("/download", BodyHandlers.ofString());
    ending.add(download);
  }

  /** Whether the answer to a short request says so, on a connection that would be kept else. */
  boolean areToldToClose() throws IOException, InterruptedException {
    return errorPage("connection").stream().anyMatch("close"::equalsIgnoreCase);
  }

  /** What the answer to a short request says, that of an error page. */
  List<String> goodbye() throws IOException, InterruptedException {
    return errorPage(Goodbye.HEADER);
  }

  private List<String> errorPage(String header) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(provider.uri("/nothing-is-here"))
            .POST(BodyPublishers.noBody())
            .build();
    return HTTP.send(request, BodyHandlers.discarding()).headers().allValues(header);
  }

  /** Those whose heads were not sent before the stop say goodbye as well; one may have been. */
  void assertAnsweredToTheirEnds(String goodbye) throws Exception {
    for (CompletableFuture<HttpResponse<String>> each : ending) {
      HttpResponse<String> answer = each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(200);
      List<String> said = answer.headers().allValues(Goodbye.HEADER);
      if (each != download || !said.isEmpty()) {
        assertThat(said).containsExactly(goodbye);
      }
    }
    assertThat(download.get().body()).isEqualTo("line\n".repeat(20));
  }

  @Override
  public void close() throws IOException {
    events.close();
    socket.abort();
  }

  /** The body of a response that has begun. */
  private InputStream events() throws Exception {
    InputStream body = get("/events", BodyHandlers.ofInputStream()).get().body();
    assertThat(new String(body.readNBytes(10), US_ASCII)).isEqualTo("data:event");
    return body;
  }

  private <T> CompletableFuture<HttpResponse<T>> get(
      String path, HttpResponse.BodyHandler<T> body) {
    return HTTP.sendAsync(HttpRequest.newBuilder(provider.uri(path)).build(), body);
  }
}
