package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Proxy;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was deregistered does not come back, with every client. */
@Tag("faults")
class GateIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  /** Longer than the client's redo of 3 s and its beat of 5 s. */
  private static final String DRAIN_MIN = "-Dnacos.graceful.drain.min=7s";

  private static final Duration AFTER_REDO = Duration.ofSeconds(6);

  static Stream<With> generations() {
    return Clients.ofEachGeneration();
  }

  static Stream<With> withConnection() {
    return Clients.withConnection();
  }

  static Stream<With> whoseBeatsRegister() {
    return With.each("2.2.4 1.4.2");
  }

  static Stream<With> newest() {
    return With.each("3.1 3.1.1");
  }

  @ParameterizedTest
  @MethodSource("generations")
  void staysAwayWhileItDrains(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.jvm(DRAIN_MIN).startAndRegister();
      long begin = System.nanoTime();
      run.client().terminate();
      if (with.agent()) {
        run.awaitListed(false);
        run.assertStaysAwayUntilExit();
      }
      Exit exit = run.awaitExit(begin);
      exit.promisesGoneFrom(3);
      exit.promises(any -> assertThat(exit.seconds()).isLessThan(9));
    }
  }

  /** A new connection in the middle of the drain: the client redoes what it had. */
  @ParameterizedTest
  @MethodSource("withConnection")
  void staysAwayWhenTheConnectionIsCut(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.jvm(DRAIN_MIN).startAndRegister();
      long begin = System.nanoTime();
      run.client().terminate();
      if (with.agent()) {
        run.awaitListed(false);
        run.proxies().forEach(Proxy::cut);
        run.assertStaysAwayUntilExit();
      }
      run.awaitExit(begin).promisesGoneFrom(3);
    }
  }

  /**
   * A beat that is on its way for longer than the deregistration takes. A server registers an
   * instance anew by its beat (nacos#13109).
   */
  @ParameterizedTest
  @MethodSource("whoseBeatsRegister")
  void aLateBeatDoesNotBringItBack(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.startAndRegister();
      run.holdBeat(Duration.ofMillis(1500));
      run.terminate().promisesGoneFrom(3);
    }
  }

  /** The node that the client is connected to restarts, and the client finds it again. */
  @ParameterizedTest
  @MethodSource("newest")
  void staysAwayWhenTheServerIsRestarted(With with) throws Exception {
    try (var cluster = BED.cluster(with.server(), 1);
        FaultCase run = BED.begin(cluster, with)) {
      run.jvm("-Dnacos.graceful.drain.min=280s")
          .jvm("-Dnacos.graceful.shutdown.timeout=290s")
          .startAndRegister();
      long begin = System.nanoTime();
      run.client().terminate();
      if (with.agent()) {
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
