package io.github.nacosgraceful.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With real connections. */
class ConnectionsTest {

  @Test
  void tellWhoAcceptsOfMany() throws Exception {
    List<HostPort> all = new ArrayList<>();
    List<ServerSocket> servers = new ArrayList<>();
    List<HostPort> open = new ArrayList<>();
    try {
      for (int i = 0; i < 70; i++) {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        HostPort address = HostPort.of("127.0.0.1", server.getLocalPort());
        all.add(address);
        servers.add(server);
        open.add(address);
      }
      for (int i = 0; i < 70; i += 2) {
        servers.get(i).close();
        open.remove(all.get(i));
      }
      all.add(HostPort.of("no.such.host.invalid", 80));
      all.add(HostPort.of("127.0.0.1", -1));
      assertThat(Connections.accepting(all)).containsExactlyInAnyOrderElementsOf(open);
      assertThat(Connections.accepting(open)).containsExactlyInAnyOrderElementsOf(open);
      assertThat(Connections.accepting(open.subList(0, 1))).containsExactly(open.get(0));
      assertThat(Connections.accepting(Collections.emptyList())).isEmpty();
    } finally {
      for (ServerSocket server : servers) {
        server.close();
      }
    }
  }
}
