package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.faults.FaultCase.Outcome;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever can be registered in one process leaves, in one drain. */
@Tag("faults")
class KindsIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  static Stream<Arguments> clients() {
    return Clients.ofEachFamily();
  }

  static Stream<Arguments> withConnection() {
    return Clients.withConnection();
  }

  /** Several services, groups, namespaces and NamingServices. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void severalServices(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("severalServices", server, client, agent)) {
      NamingClient process = run.startAndRegister();
      String another = run.service() + "-2";
      process.tell("register %s OTHER_GROUP 127.0.0.1 %d".formatted(another, Ports.application()));
      process.tell(
          "open there namespace=%s serverAddr=%s".formatted(run.service(), run.addresses()));
      process.tell("@there " + run.instance("register"));
      run.awaitListed(another, "OTHER_GROUP", "", 1);
      run.awaitListed(run.service(), FaultCase.GROUP, run.service(), 1);

      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary())
            .contains("INFO", run.service() + " [", "OTHER_GROUP@@" + another)
            .contains("gone from 3 nodes", "suppressed errors 0");
        for (NacosNode node : run.nodes()) {
          assertThat(node.listed(another, "OTHER_GROUP")).isEmpty();
          assertThat(node.listed(run.service(), FaultCase.GROUP, run.service())).isEmpty();
        }
      }
    }
  }

  /** As Dubbo does by interface. Each node has one thread, whatever there is to ask. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("withConnection")
  void sixtyServices(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("sixtyServices", server, client, agent)) {
      NamingClient process = run.startAndRegister();
      String last = "";
      for (int i = 0; i < 60; i++) {
        last = run.service() + "-of-60-" + i;
        process.tell("register %s %s 127.0.0.1 %d".formatted(last, FaultCase.GROUP, run.port()));
      }
      run.awaitListed(last, FaultCase.GROUP, "", 1);
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary())
            .contains("INFO", last, "gone from 3 nodes", "suppressed errors 0");
        assertThat(outcome.handedOverMillis()).isLessThan(6000);
      }
    }
  }

  /** The whole set in one request. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @CsvSource({
    "2.2.4, 2.1.1, false", "2.2.4, 2.1.1, true", "2.2.4, 2.2.0, false", "2.2.4, 2.2.0, true",
    "3.1, 2.5.1, false", "3.1, 2.5.1, true", "3.1, 3.1.1, false", "3.1, 3.1.1, true"
  })
  void aBatch(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("aBatch", server, client, agent)) {
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
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", batch, "gone from 3 nodes");
        for (NacosNode node : run.nodes()) {
          assertThat(node.listed(batch, FaultCase.GROUP)).isEmpty();
        }
      }
    }
  }

  /** A permanent instance stays for ever where nobody deregisters it as what it is. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void aPermanentInstance(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("aPermanentInstance", server, client, agent)) {
      NamingClient process = run.start();
      process.tell("serve " + run.port());
      process.tell(run.instance("register") + " permanent");
      run.awaitCalls();
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "gone from 3 nodes");
        assertThat(outcome.failedCalls()).isZero();
      }
    }
  }

  /** Where to find the nodes is asked for at an address server. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void nodesFromAnEndpoint(String server, String client, boolean agent) throws Exception {
    HttpServer endpoint =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (FaultCase run = BED.begin("nodesFromAnEndpoint", server, client, agent)) {
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
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "gone from 3 nodes");
        assertThat(outcome.failedCalls()).isZero();
      }
    } finally {
      endpoint.stop(0);
    }
  }

  /** The client's own credentials are used to ask the nodes. */
  @ParameterizedTest(name = "client {0}, agent: {1}")
  @CsvSource({"1.4.2, true", "3.1.1, false", "3.1.1, true"})
  void withAPassword(String client, boolean agent) throws Exception {
    Cluster cluster = BED.shared("3.1", 3, Cluster.AUTH);
    try (FaultCase run = BED.begin("withAPassword", cluster, client, agent)) {
      run.startAndRegister("username=nacos", "password=nacos");
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "gone from 3 nodes", "suppressed errors 0");
        assertThat(outcome.failedCalls()).isZero();
      }
    }
  }

  @ParameterizedTest(name = "client {0}, agent: {1}")
  @CsvSource({"1.4.2, true", "3.1.1, false", "3.1.1, true"})
  void atAnotherContextPath(String client, boolean agent) throws Exception {
    Cluster cluster = BED.shared("3.1", 1, "nacos.server.contextPath=/registry");
    try (FaultCase run = BED.begin("atAnotherContextPath", cluster, client, agent)) {
      run.startAndRegister("contextPath=/registry");
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "gone from 1 node", "suppressed errors 0");
        assertThat(outcome.failedCalls()).isZero();
      }
    }
  }
}
