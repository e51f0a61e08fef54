package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static final int RATE = 50;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer consumer;

  @BeforeEach
  void start() throws IOException {
    consumer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    consumer.createContext("/call", this::answer);
    consumer.setExecutor(threads);
    consumer.start();
  }

  @AfterEach
  void stop() {
    consumer.stop(0);
    threads.shutdownNow();
  }

  /** Every tenth fails; every answer takes as long as ten calls' worth of schedule. */
  private void answer(HttpExchange exchange) throws IOException {
    try {
      Thread.sleep(200);
    } catch (InterruptedException stopped) {
      return;
    }
    byte[] body = "4711".getBytes();
    exchange.sendResponseHeaders(asked.incrementAndGet() % 10 == 0 ? 500 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void slowAnswersDoNotLowerTheRateAndEveryCallIsRecorded() throws Exception {
    Load load =
        new Load(URI.create("http://127.0.0.1:" + consumer.getAddress().getPort() + "/call"), RATE);
    load.start();
    Thread.sleep(2000);
    load.close();

    List<Call> calls = load.calls();
    assertThat(calls).hasSizeGreaterThanOrEqualTo(2 * RATE - 1).hasSize(asked.get());
    long span =
        calls.stream().mapToLong(Call::due).max().orElseThrow()
            - calls.stream().mapToLong(Call::due).min().orElseThrow();
    assertThat((calls.size() - 1) * 1e9 / span).isBetween(RATE - 0.1, RATE + 0.1);
    assertThat(calls.stream().filter(Call::failed)).hasSize(asked.get() / 10);
    assertThat(calls).allMatch(call -> call.latency() >= 200_000_000L);
  }
}
