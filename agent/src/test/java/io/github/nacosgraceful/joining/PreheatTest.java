package io.github.nacosgraceful.joining;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreheatTest {

  private final FakeScheduler time = new FakeScheduler();
  private final List<String> served = new CopyOnWriteArrayList<>();
  private HttpServer application;

  @BeforeEach
  void start() throws Exception {
    application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext(
        "/",
        exchange -> {
          served.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    application.start();
  }

  @AfterEach
  void stop() {
    application.stop(0);
    time.close();
  }

  @Test
  void callsItsPathsInTurns() {
    preheat(Arrays.asList("/a", "/b"), 2, Collections.emptyList());
    assertThat(served).containsExactly("/a", "/b", "/a", "/b");
    assertThat(time.started()).isEmpty();
  }

  @Test
  void makesBalancersOnAThreadOfItsOwn() {
    preheat(Collections.emptyList(), 2, Collections.singletonList("orders"));
    assertThat(time.started()).containsExactly("preheat");
    assertThat(served).isEmpty();
  }

  private void preheat(List<String> paths, int count, List<String> clients) {
    new Preheat(paths, count, clients, 60_000, time)
        .run(
            application.getAddress().getAddress().getHostAddress(),
            application.getAddress().getPort(),
            null);
  }
}
