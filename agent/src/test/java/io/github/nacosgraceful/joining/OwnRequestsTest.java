package io.github.nacosgraceful.joining;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.thread.FakeTicker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnRequestsTest {

  private final List<String> served = new CopyOnWriteArrayList<>();
  private final FakeTicker time = new FakeTicker();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer application;

  @BeforeEach
  void start() throws Exception {
    application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.setExecutor(threads);
    application.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          served.add(path);
          exchange.sendResponseHeaders(path.equals("/broken") ? 500 : 200, 0);
          exchange.getResponseBody().write(new byte[100_000]);
          if (path.equals("/endless")) {
            time.advance(10_000);
            while (true) { // until its caller has gone
              exchange.getResponseBody().write(new byte[8192]);
            }
          }
          exchange.close();
        });
    application.start();
  }

  @AfterEach
  void stop() {
    application.stop(0);
    threads.shutdownNow();
  }

  @Test
  void areAnsweredAndCounted() {
    OwnRequests requests = until(10_000);
    requests.get("/a");
    requests.get("/broken");
    requests.get("/b");
    assertThat(served).containsExactly("/a", "/broken", "/b");
    assertThat(requests.count()).isEqualTo(3);
    assertThat(requests.failed()).isEqualTo(1);
    assertThat(requests.firstFailure()).isEqualTo("/broken: 500");
  }

  @Test
  void failWhereNobodyListens() {
    application.stop(0);
    OwnRequests requests = until(10_000);
    requests.get("/a");
    assertThat(requests.firstFailure()).startsWith("/a: java.net.ConnectException");
  }

  @Test
  void endWithTheTimeEvenIfABodyDoesNot() {
    OwnRequests requests = until(10_000);
    requests.get("/endless");
    requests.get("/a");
    assertThat(requests.isOver()).isTrue();
    assertThat(requests.count()).isEqualTo(1);
    assertThat(served).containsExactly("/endless");
  }

  private OwnRequests until(long millis) {
    return new OwnRequests(
        application.getAddress().getAddress().getHostAddress(),
        application.getAddress().getPort(),
        time.now() + TimeUnit.MILLISECONDS.toNanos(millis),
        time);
  }
}
