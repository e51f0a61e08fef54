package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.faults.FaultCase.Outcome;
import io.github.nacosgraceful.testbed.Proxy;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was deregistered does not come back, with every client. */
@Tag("faults")
class GateIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  /** Longer than the client's redo of 3 s and its beat of 5 s. */
  private static final String DRAIN_MIN = "-Dnacos.graceful.drain.min=7s";

  private static final Duration AFTER_REDO = Duration.ofSeconds(6);

  static Stream<Arguments> generations() {
    return Clients.ofEachGeneration();
  }

  static Stream<Arguments> withConnection() {
    return Clients.withConnection();
  }

  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("generations")
  void staysAwayWhileItDrains(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("staysAwayWhileItDrains", server, client, agent)) {
      run.jvm(DRAIN_MIN).startAndRegister();
      long begin = System.nanoTime();
      run.client().terminate();
      if (agent) {
        run.awaitListed(false);
        run.assertStaysAwayUntilExit();
      }
      Outcome outcome = run.awaitExit(begin);
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "gone from 3 nodes", "suppressed errors 0");
        assertThat(outcome.failedCalls()).isZero();
        assertThat(outcome.secondsToExit()).isLessThan(9);
      }
    }
  }

  /** A new connection in the middle of the drain: the client redoes what it had. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("withConnection")
  void staysAwayWhenTheConnectionIsCut(String server, String client, boolean agent)
      throws Exception {
    try (FaultCase run = BED.begin("staysAwayWhenTheConnectionIsCut", server, client, agent)) {
      run.jvm(DRAIN_MIN).startAndRegister();
      long begin = System.nanoTime();
      run.client().terminate();
      if (agent) {
        run.awaitListed(false);
        run.proxies().forEach(Proxy::cut);
        run.assertStaysAwayUntilExit();
      }
      Outcome outcome = run.awaitExit(begin);
      if (agent) {
        assertThat(outcome.failedCalls()).isZero();
        assertThat(outcome.summary()).contains("gone from 3 nodes", "suppressed errors 0");
      }
    }
  }

  /**
   * A beat that is on its way for longer than the deregistration takes. A server registers an
   * instance anew by its beat (nacos#13109).
   */
  @ParameterizedTest(name = "agent: {0}")
  @ValueSource(booleans = {false, true})
  void aLateBeatDoesNotBringItBack(boolean agent) throws Exception {
    try (FaultCase run = BED.begin("aLateBeatDoesNotBringItBack", "2.2.4", "1.4.2", agent)) {
      run.startAndRegister();
      run.holdBeat(Duration.ofMillis(1500));
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary()).contains("deregistered", "gone from 3 nodes");
        assertThat(outcome.failedCalls()).isZero();
      }
    }
  }

  /** The node that the client is connected to restarts, and the client finds it again. */
  @ParameterizedTest(name = "agent: {0}")
  @ValueSource(booleans = {false, true})
  void staysAwayWhenTheServerIsRestarted(boolean agent) throws Exception {
    try (var cluster = BED.cluster("3.1", 1);
        FaultCase run = BED.begin("staysAwayWhenTheServerIsRestarted", cluster, "3.1.1", agent)) {
      run.jvm("-Dnacos.graceful.drain.min=280s")
          .jvm("-Dnacos.graceful.shutdown.timeout=290s")
          .startAndRegister();
      long begin = System.nanoTime();
      run.client().terminate();
      if (agent) {
        run.awaitListed(false);
        run.nodes().get(0).kill();
        run.nodes().get(0).restart(1);
        await("a new connection").atMost(FaultCase.PATIENCE).until(run::isConnected);
        assertThat(run.missingFor(AFTER_REDO)).isGreaterThan(0.95 * AFTER_REDO.toSeconds());
        run.client().kill(); // its drain would go on
      }
      run.awaitExit(begin);
      run.awaitWatched();
    }
  }
}
