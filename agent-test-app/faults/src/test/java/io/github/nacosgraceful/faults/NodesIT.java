package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.MethodSource;

/** The instance leaves, and one of the nodes does not say so. */
@Tag("faults")
class NodesIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  /**
   * Of a node in order: 1.7 s; 3 s are waited for one that does not answer, and then it goes on.
   */
  private static final double IN_TIME = 6;

  static Stream<With> clients() {
    return Clients.ofEachFamily();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void allAreInOrder(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.startAndRegister();
      Exit exit = run.terminate();
      exit.promisesGoneFrom(3);
      exit.promises(Exit::throwsNothing);
    }
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("clients")
  void oneIsDown(With with) throws Exception {
    oneFails(with, node -> node.mode(Mode.REFUSE));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void oneIsCutOff(With with) throws Exception {
    oneFails(with, node -> node.mode(Mode.DROP));
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("clients")
  void oneHangs(With with) throws Exception {
    oneFails(with, node -> node.mode(Mode.HANG));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void oneAnswers403(With with) throws Exception {
    oneFails(with, node -> node.answer(403));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void oneAnswers410(With with) throws Exception {
    oneFails(with, node -> node.answer(410));
  }

  /** A virtual address: the members are asked for, and each of them. */
  @ParameterizedTest
  @MethodSource("clients")
  void aSingleAddressStandsForAll(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.startAndRegister("serverAddr=" + run.proxies().get(0).address());
      Exit exit = run.terminate();
      exit.promises(
          any -> {
            exit.says("INFO");
            assertThat(exit.summary())
                .as("the address, and the three that it stands for")
                .containsPattern("gone from [34] nodes");
            exit.failsNoCall();
          });
    }
  }

  /** A headless service: each record is a node, and each is asked. */
  @ParameterizedTest
  @MethodSource("clients")
  void aNameStandsForAll(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      int port = Ports.proxy();
      StringBuilder records = new StringBuilder();
      for (NacosNode node : run.nodes()) {
        String host = "127.0.0." + (run.nodes().indexOf(node) + 1);
        run.alsoCloses(new Proxy(host, port, node.port()));
        records.append(host).append(" nacos.test\n");
      }
      Path hosts = Files.writeString(Files.createTempFile("hosts", null), records);
      run.jvm("-Djdk.net.hosts.file=" + hosts).startAndRegister("serverAddr=nacos.test:" + port);
      Exit exit = run.terminate();
      Files.delete(hosts);
      exit.promises(
          any -> {
            exit.says("INFO");
            assertThat(exit.summary())
                .as("the three records, and the name where the client is connected")
                .containsPattern("gone from [34] nodes");
            exit.failsNoCall();
          });
    }
  }

  private static void oneFails(With with, Consumer<Proxy> fault) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.startAndRegister();
      Proxy bad = run.proxyNotInUse();
      fault.accept(bad);
      run.terminate()
          .promises(
              exit -> {
                assertThat(exit.seconds()).isLessThan(IN_TIME);
                exit.says("WARN", "deregistered", "not confirmed by " + bad.address());
                exit.failsNoCall();
                exit.throwsNothing();
              });
    }
  }
}
