package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Waits until a process is ready, as it says: by an answer of 200, or by a file. */
public final class ReadyProbe {

  private static final Duration POLL = Duration.ofMillis(50);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /** Returns once it does, or fails with the process's last words. */
  public void await(Child child, String path, Duration bound) throws InterruptedException {
    await(child, bound, HttpRequest.newBuilder(child.uri(path)));
  }

  /** As {@link #await(Child, String, Duration)}, with a request that has headers, for example. */
  void await(Child child, Duration bound, HttpRequest.Builder builder) throws InterruptedException {
    HttpRequest request = builder.timeout(Duration.ofSeconds(2)).build();
    await(child, bound, "answer 200 at " + request.uri(), () -> answersOk(request));
  }

  /** Returns once a process has made a file, or fails with its last words. */
  public void awaitFile(Child child, Path file, Duration bound) throws InterruptedException {
    await(child, bound, "make " + file, () -> Files.exists(file));
  }

  private static void await(Child child, Duration bound, String what, Condition met)
      throws InterruptedException {
    long begin = System.nanoTime();
    while (!met.isMet()) {
      if (!child.alive()) {
        throw new IllegalStateException(
            child.name() + " ended before it was ready; " + child.lastWords());
      }
      if (System.nanoTime() - begin > bound.toNanos()) {
        throw new IllegalStateException(
            "%s did not %s within %d s; %s"
                .formatted(child.name(), what, bound.toSeconds(), child.lastWords()));
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private boolean answersOk(HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @FunctionalInterface
  private interface Condition {
    boolean isMet() throws InterruptedException;
  }
}
