package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Proxy;
import io.github.nacosgraceful.testbed.Proxy.Mode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client loses its network, and some get it back. */
@Tag("faults")
class NetworkIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  /** Longer than a server keeps what it does not hear of. */
  private static final Duration LONG = Duration.ofSeconds(35);

  private static final Duration REDONE = Duration.ofSeconds(8);
  private static final Duration LOST = Duration.ofSeconds(45);

  static Stream<With> clients() {
    return Clients.onTheNewestServer();
  }

  static Stream<With> withConnection() {
    return Clients.withConnection();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void isToldToStopLongAfterItLostTheNetwork(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.startAndRegister();
      run.proxies().forEach(proxy -> proxy.mode(Mode.DROP));
      run.awaitListed(false, LONG);
      run.terminate()
          .promises(
              exit -> {
                assertThat(exit.handedOverMillis()).isLessThanOrEqualTo(4000);
                exit.says("NOT deregistered");
              });
    }
  }

  /** What was online is online again, once. */
  @ParameterizedTest
  @MethodSource("withConnection")
  void comesBackAfterACut(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.startAndRegister();
      run.proxies().forEach(Proxy::cut);
      double missing = run.missingFor(Duration.ofSeconds(8));
      run.note("missing from a node for %.1f s after a cut".formatted(missing));
      for (var node : run.nodes()) {
        assertThat(node.listed(run.service(), FaultCase.GROUP)).containsExactly(run.address());
      }
      run.terminate()
          .promises(
              exit -> {
                assertThat(missing).isLessThan(2.5);
                exit.says("INFO", "gone from 3 nodes");
              });
    }
  }

  /** The nodes of a cluster do so that is restarted as a whole (nacos#15857): here by hand. */
  @ParameterizedTest
  @MethodSource("withConnection")
  void comesBackWhereNacosLosesItBehindANewConnection(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.startAndRegister();
      run.proxies().forEach(Proxy::cut);
      run.missingFor(REDONE);
      run.client().tell(run.instance("lose"));
      run.awaitListed(false);
      double missing = run.missingFor(LOST);
      run.note("missing for %.1f of the next 45 s".formatted(missing));
      run.terminate()
          .promises(
              exit -> {
                assertThat(missing).isBetween(14.0, 35.0);
                exit.says("INFO", "gone from 3 nodes");
              });
    }
  }

  /** From the moment that the caller is connected again until it knows what has changed. */
  @ParameterizedTest
  @MethodSource("withConnection")
  void aCallerIsRightAgainOnceItIsConnected(With with) throws Exception {
    try (FaultCase run = BED.begin(with);
        NamingClient provider = run.another("provider", false)) {
      run.start();
      provider.tell(run.instance("register"));
      run.awaitKnown();
      run.proxies().forEach(proxy -> proxy.mode(Mode.REFUSE));
      provider.tell(run.instance("deregister"));
      String other = run.instance("register").replace(" 127.0.0.1 ", " 127.0.0.2 ");
      provider.tell(other);
      await("the change on every node")
          .atMost(FaultCase.PATIENCE)
          .until(() -> run.isListedEverywhere("127.0.0.2:" + run.port()));
      run.proxies().forEach(proxy -> proxy.mode(Mode.PASS));
      await("a connection")
          .atMost(FaultCase.PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(run::isConnected);

      long connected = System.nanoTime();
      await("the new instance")
          .atMost(FaultCase.PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> run.known().equals("127.0.0.2:" + run.port()));
      double stale = (System.nanoTime() - connected) / 1e9;
      run.note("right %.1f s after it was connected again".formatted(stale));
      run.done();
      if (with.agent()) {
        assertThat(stale).isLessThan(2);
      }
    }
  }
}
