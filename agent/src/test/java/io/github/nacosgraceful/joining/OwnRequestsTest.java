package io.github.nacosgraceful.joining;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
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
            for (int i = 0; i < 1000; i++) {
              exchange.getResponseBody().write(new byte[8192]);
              exchange.getResponseBody().flush();
              try {
                Thread.sleep(50);
              } catch (InterruptedException e) {
                break;
              }
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
    long begin = System.nanoTime();
    OwnRequests requests = until(2_000);
    requests.get("/endless");
    requests.get("/a");
    assertThat(requests.isOver()).isTrue();
    assertThat(served).containsExactly("/endless");
    assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
  }

  private OwnRequests until(long millis) {
    return new OwnRequests(
        application.getAddress().getAddress().getHostAddress(),
        application.getAddress().getPort(),
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
