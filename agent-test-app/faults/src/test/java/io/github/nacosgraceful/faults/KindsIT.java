package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.testbed.Cluster;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever can be registered in one process leaves, in one drain. */
@Tag("faults")
class KindsIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  static Stream<With> clients() {
    return Clients.ofEachFamily();
  }

  static Stream<With> withConnection() {
    return Clients.withConnection();
  }

  static Stream<With> withBatches() {
    return With.each("2.2.4 2.1.1", "2.2.4 2.2.0", "3.1 2.5.1", "3.1 3.1.1");
  }

  /** A client 1 without the agent is what it is elsewhere. */
  static Stream<With> oldestAndNewest() {
    return With.each("3.1 1.4.2", "3.1 3.1.1").filter(with -> with.agent() || !with.hasClient1());
  }

  /** Several services, groups, namespaces and NamingServices. */
  @ParameterizedTest
  @MethodSource("clients")
  void severalServices(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      NamingClient process = run.startAndRegister();
      String another = run.service() + "-2";
      process.tell("register %s OTHER_GROUP 127.0.0.1 %d".formatted(another, Ports.application()));
      process.tell(
          "open there namespace=%s serverAddr=%s".formatted(run.service(), run.addresses()));
      process.tell("@there " + run.instance("register"));
      run.awaitListed(another, "OTHER_GROUP", "", 1);
      run.awaitListed(run.service(), FaultCase.GROUP, run.service(), 1);

      Exit exit = run.terminate();
      exit.promisesGoneFrom(3);
      if (with.agent()) {
        exit.says(run.service() + " [", "OTHER_GROUP@@" + another);
        for (NacosNode node : run.nodes()) {
          assertThat(node.listed(another, "OTHER_GROUP")).isEmpty();
          assertThat(node.listed(run.service(), FaultCase.GROUP, run.service())).isEmpty();
        }
      }
    }
  }

  /** As Dubbo does by interface. */
  @ParameterizedTest
  @MethodSource("withConnection")
  void sixtyServices(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      NamingClient process = run.startAndRegister();
      String last = "";
      for (int i = 0; i < 60; i++) {
        last = run.service() + "-of-60-" + i;
        process.tell("register %s %s 127.0.0.1 %d".formatted(last, FaultCase.GROUP, run.port()));
      }
      run.awaitListed(last, FaultCase.GROUP, "", 1);
      run.terminate()
          .promises(
              exit -> {
                exit.says("INFO", "deregistered 61 registrations", "gone from 3 nodes");
                assertThat(exit.handedOverMillis()).isLessThan(6000);
              });
    }
  }

  /** No silence shows that callers have left: it serves on for the longest quiet period. */
  @ParameterizedTest
  @MethodSource("oldestAndNewest")
  void aServerWhoseRequestsNobodyCounts(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.jvm("-Dnacos.graceful.drain.quiet=auto").startAndRegister();
      run.terminate()
          .promises(
              exit -> {
                exit.says("INFO", "gone from 3 nodes", "its requests are not counted");
                assertThat(exit.handedOverMillis()).isBetween(5000L, 15_000L);
                exit.failsNoCall();
              });
    }
  }

  /** The whole set in one request. */
  @ParameterizedTest
  @MethodSource("withBatches")
  void aBatch(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      NamingClient process = run.startAndRegister();
      String batch = run.service() + "-batch";
      process.tell(
          "batch %s %s 127.0.0.1 %d %d %d"
              .formatted(
                  batch,
                  FaultCase.GROUP,
                  Ports.application(),
                  Ports.application(),
                  Ports.application()));
      run.awaitListed(batch, FaultCase.GROUP, "", 3);
      Exit exit = run.terminate();
      if (with.agent()) {
        exit.says("INFO", batch, "gone from 3 nodes");
        for (NacosNode node : run.nodes()) {
          assertThat(node.listed(batch, FaultCase.GROUP)).isEmpty();
        }
      }
    }
  }

  /** A permanent instance stays for ever where nobody deregisters it as what it is. */
  @ParameterizedTest
  @MethodSource("clients")
  void aPermanentInstance(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      NamingClient process = run.start();
      process.tell("serve " + run.port());
      process.tell(run.instance("register") + " permanent");
      run.awaitCalls();
      run.terminate().promisesGoneFrom(3);
    }
  }

  /** Where to find the nodes is asked for at an address server. */
  @ParameterizedTest
  @MethodSource("clients")
  void nodesFromAnEndpoint(With with) throws Exception {
    HttpServer endpoint =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (FaultCase run = BED.begin(with)) {
      byte[] list =
          run.proxies().stream()
              .map(Proxy::address)
              .collect(Collectors.joining("\n"))
              .getBytes(StandardCharsets.UTF_8);
      endpoint.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
            exchange.close();
          });
      endpoint.start();
      run.startAndRegister(
          "serverAddr=", "endpoint=127.0.0.1", "endpointPort=" + endpoint.getAddress().getPort());
      run.terminate().promisesGoneFrom(3);
    } finally {
      endpoint.stop(0);
    }
  }

  /** The client's own credentials are used to ask the nodes. */
  @ParameterizedTest
  @MethodSource("oldestAndNewest")
  void withAPassword(With with) throws Exception {
    Cluster cluster = BED.shared(with.server(), 3, Cluster.AUTH);
    try (FaultCase run = BED.begin(cluster, with)) {
      run.startAndRegister("username=nacos", "password=nacos");
      run.terminate().promisesGoneFrom(3);
    }
  }

  @ParameterizedTest
  @MethodSource("oldestAndNewest")
  void atAnotherContextPath(With with) throws Exception {
    Cluster cluster = BED.shared(with.server(), 1, "nacos.server.contextPath=/registry");
    try (FaultCase run = BED.begin(cluster, with)) {
      run.startAndRegister("contextPath=/registry");
      run.terminate().promisesGoneFrom(1);
    }
  }
}
