package io.github.nacosgraceful.intake;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The endpoint of a worker's agent. */
final class Endpoint {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;

  Endpoint(Worker worker) {
    uri =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(worker::endpoint, Optional::isPresent)
            .orElseThrow();
  }

  String status() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri.resolve("/status")));
  }

  String post(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri.resolve(path)).POST(BodyPublishers.noBody()));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }
}
