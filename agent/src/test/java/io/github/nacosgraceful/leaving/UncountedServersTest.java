package io.github.nacosgraceful.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.install.WovenParts;
import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.traffic.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UncountedServersTest {

  private final PartStates states = new PartStates(List.of("tomcat", "dubbo"), List.of());
  private final Traffic traffic = new Traffic();
  private final FakeScheduler time = new FakeScheduler(System.nanoTime());
  private final UncountedServers servers =
      new UncountedServers(states, Set.of("tomcat", "dubbo"), traffic, time);

  @Test
  void areThereWhereNoServerIsHookedAndSomebodyServes() throws IOException {
    try (ServerSocket netty = listen()) {
      assertThat(serves(netty.getLocalPort())).isTrue();
    }
  }

  @Test
  void areNotThereWhereNobodyServes() throws IOException {
    ServerSocket closed = listen();
    closed.close();
    assertThat(serves(closed.getLocalPort())).isFalse();
  }

  @Test
  void areNotThereWhereAServerIsHooked() throws IOException {
    WovenParts.weave(states, "tomcat");
    try (ServerSocket tomcat = listen()) {
      assertThat(serves(tomcat.getLocalPort())).isFalse();
    }
  }

  /** Nobody has called so far: its first connection is the agent's own. */
  @Test
  void areNotThereWhereAServerIsHookedWithItsFirstConnection() throws IOException {
    time.start(
        new Thread(
            () -> {
              time.pause(50);
              WovenParts.weave(states, "tomcat");
            }));
    try (ServerSocket jetty = listen()) {
      assertThat(serves(jetty.getLocalPort())).isFalse();
    }
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void areNotThereWhereRequestsWereCountedLately() throws IOException {
    traffic.begin();
    time.advance(1000);
    try (ServerSocket server = listen()) {
      assertThat(serves(server.getLocalPort())).isFalse();
      time.advance(TimeUnit.MINUTES.toMillis(2));
      assertThat(serves(server.getLocalPort())).isTrue();
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private boolean serves(int port) {
    RegisteredInstance instance =
        new RegisteredInstance(
            new Address(InetAddress.getLoopbackAddress().getHostAddress(), port, "DEFAULT", true),
            null,
            1,
            true,
            true,
            Collections.emptyMap());
    return servers.test(List.of(new Registration(this, "orders", "G", List.of(instance), false)));
  }
}
