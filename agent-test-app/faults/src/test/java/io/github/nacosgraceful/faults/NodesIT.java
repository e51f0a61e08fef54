package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.faults.FaultCase.Outcome;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.Proxy;
import io.github.nacosgraceful.testbed.Proxy.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The instance leaves, and one of the nodes does not say so. */
@Tag("faults")
class NodesIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  /**
   * Of a node in order: 1.7 s; 3 s are waited for one that does not answer, and then it goes on.
   */
  private static final double IN_TIME = 6;

  static Stream<Arguments> clients() {
    return Clients.ofEachFamily();
  }

  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void allAreInOrder(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("allAreInOrder", server, client, agent)) {
      run.startAndRegister();
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "gone from 3 nodes", "suppressed errors 0");
        assertThat(outcome.failedCalls()).isZero();
        assertThat(outcome.exceptions()).isEmpty();
      }
    }
  }

  @Tag("core")
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void oneIsDown(String server, String client, boolean agent) throws Exception {
    oneFails("oneIsDown", server, client, agent, node -> node.mode(Mode.REFUSE));
  }

  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void oneIsCutOff(String server, String client, boolean agent) throws Exception {
    oneFails("oneIsCutOff", server, client, agent, node -> node.mode(Mode.DROP));
  }

  @Tag("core")
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void oneHangs(String server, String client, boolean agent) throws Exception {
    oneFails("oneHangs", server, client, agent, node -> node.mode(Mode.HANG));
  }

  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void oneAnswers403(String server, String client, boolean agent) throws Exception {
    oneFails("oneAnswers403", server, client, agent, node -> node.answer(403));
  }

  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void oneAnswers410(String server, String client, boolean agent) throws Exception {
    oneFails("oneAnswers410", server, client, agent, node -> node.answer(410));
  }

  /** A virtual address: the members are asked for, and each of them. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void aSingleAddressStandsForAll(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("aSingleAddressStandsForAll", server, client, agent)) {
      run.startAndRegister("serverAddr=" + run.proxies().get(0).address());
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "suppressed errors 0");
        assertThat(outcome.summary())
            .as("the address, and the three that it stands for")
            .containsPattern("gone from [34] nodes");
        assertThat(outcome.failedCalls()).isZero();
      }
    }
  }

  /** A headless service: each record is a node, and each is asked. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void aNameStandsForAll(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("aNameStandsForAll", server, client, agent)) {
      int port = Ports.proxy();
      StringBuilder records = new StringBuilder();
      for (NacosNode node : run.nodes()) {
        String host = "127.0.0." + (run.nodes().indexOf(node) + 1);
        run.alsoCloses(new Proxy(host, port, node.port()));
        records.append(host).append(" nacos.test\n");
      }
      Path hosts = Files.writeString(Files.createTempFile("hosts", null), records);
      run.jvm("-Djdk.net.hosts.file=" + hosts).startAndRegister("serverAddr=nacos.test:" + port);
      Outcome outcome = run.terminate();
      Files.delete(hosts);
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "suppressed errors 0");
        assertThat(outcome.summary())
            .as("the three records, and the name where the client is connected")
            .containsPattern("gone from [34] nodes");
        assertThat(outcome.failedCalls()).isZero();
      }
    }
  }

  private void oneFails(
      String test, String server, String client, boolean agent, Consumer<Proxy> fault)
      throws Exception {
    try (FaultCase run = BED.begin(test, server, client, agent)) {
      run.startAndRegister();
      Proxy bad = run.proxyNotInUse();
      fault.accept(bad);
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.secondsToExit()).isLessThan(IN_TIME);
        assertThat(outcome.summary())
            .contains("WARN", "deregistered", "not confirmed by " + bad.address())
            .contains("suppressed errors 0");
        assertThat(outcome.failedCalls()).isZero();
        assertThat(outcome.exceptions()).isEmpty();
      }
    }
  }
}
