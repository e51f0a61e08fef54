package io.github.nacosgraceful.endpoint;

import io.github.nacosgraceful.testbed.Child;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Some twenty calls a second, unless they are paused. */
final class Load implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final HttpRequest request;
  private volatile boolean paused;

  Load(Child target) {
    request =
        HttpRequest.newBuilder(target.uri("/call"))
            .timeout(PATIENCE)
            .POST(BodyPublishers.noBody())
            .build();
    timer.scheduleWithFixedDelay(this::call, 0, 50, TimeUnit.MILLISECONDS);
  }

  void pause() {
    paused = true;
  }

  void goOn() {
    paused = false;
  }

  List<String> failures() {
    return failures;
  }

  private void call() {
    try {
      if (!paused && http.send(request, BodyHandlers.ofString()).statusCode() != 200) {
        failures.add("an answer other than 200");
      }
    } catch (Exception e) {
      failures.add(e.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
