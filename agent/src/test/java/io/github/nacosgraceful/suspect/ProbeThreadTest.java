package io.github.nacosgraceful.suspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.http.Connections;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.thread.Ticker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** With real time, real threads and real connections. */
class ProbeThreadTest {

  private static final HostPort LISTED = HostPort.parse("a:1");

  private final Map<HostPort, Suspect> suspects = new ConcurrentHashMap<>();
  private final List<HostPort> gone = new CopyOnWriteArrayList<>();
  private final List<Thread> started = new CopyOnWriteArrayList<>();
  private final Prober prober =
      new Prober(
          suspects,
          back -> {},
          forgotten -> {},
          confirmed -> {},
          gone::add,
          Connections::accepting,
          Ticker.SYSTEM);
  private final ProbeThread thread =
      new ProbeThread(
          prober,
          one -> {
            started.add(one);
            one.start();
          });

  @Test
  void endsWhenNothingIsLeftAndBeginsAnewWithTheNext() throws Exception {
    HostPort refusing = HostPort.of("127.0.0.1", closedPort());
    for (int i = 1; i <= 2; i++) {
      prober.doubt(refusing);
      thread.wake();
      await().until(() -> !started.get(started.size() - 1).isAlive());
      assertThat(started).hasSize(i);
      assertThat(gone).hasSize(i).containsOnly(refusing);
    }
    assertThat(started.get(0).isDaemon()).isTrue();
    assertThat(started.get(0).getName()).isEqualTo("nacos-graceful-suspects");
    assertThat(started.get(0).getContextClassLoader()).isNull();
  }

  @Test
  void looksAgainWhenSomethingIsDue() throws Exception {
    try (ServerSocket closing = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      prober.doubt(HostPort.of("127.0.0.1", closing.getLocalPort()));
      thread.wake();
      closing.accept().close();
    }
    await().until(() -> !gone.isEmpty());
    assertThat(started).hasSize(1);
  }

  @Test
  void heedsWhatIsNewWhileItWaits() throws Exception {
    suspects.put(LISTED, new Suspect(LISTED, new Era(0), false, true, Ticker.SYSTEM.now()));
    thread.wake();
    await().until(() -> started.get(0).getState() == Thread.State.TIMED_WAITING);
    suspects.clear();
    thread.wake();
    await().until(() -> !started.get(0).isAlive());
    assertThat(started).hasSize(1);
  }

  @Test
  void endsWhereItIsInterrupted() {
    suspects.put(LISTED, new Suspect(LISTED, new Era(0), false, true, Ticker.SYSTEM.now()));
    thread.wake();
    started.get(0).interrupt();
    await().until(() -> !started.get(0).isAlive());
    suspects.clear();
    thread.wake();
    await().until(() -> !started.get(1).isAlive());
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
