package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosedLoadTest {

  private static final int THREADS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void goesOnAsLongAsAThreadIsFree() throws Exception {
    assertThat(callsWhileHung(THREADS - 1)).isGreaterThan(20);
  }

  @Test
  void standsStillWhenAllHang() throws Exception {
    assertThat(callsWhileHung(THREADS)).isZero();
  }

  /** How many calls end in a while in which the first ones do not. */
  private static int callsWhileHung(int hung) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          if (calls.incrementAndGet() <= hung) {
            awaitUninterruptibly(over);
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    try (ClosedLoad load = new ClosedLoad(target, THREADS, 100, PATIENCE)) {
      load.start();
      await().atMost(PATIENCE).until(() -> calls.get() >= hung);
      if (hung < THREADS) {
        await().atMost(PATIENCE).until(() -> load.calls().size() > 20);
      }
      int ended = load.calls().size();
      over.countDown();
      return ended;
    } finally {
      server.stop(0);
      threads.shutdown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
