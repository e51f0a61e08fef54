package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.faults.FaultCase.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stops that repeat, overlap, or come in unusual ways. */
@Tag("faults")
class StopsIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  static Stream<Arguments> clients() {
    return Clients.withConnection();
  }

  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void sigtermTwice(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("sigtermTwice", server, client, agent)) {
      run.startAndRegister();
      long begin = System.nanoTime();
      run.client().terminate();
      run.client().terminate();
      assertDrainedOnce(run.awaitExit(begin), agent);
    }
  }

  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void systemExit(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("systemExit", server, client, agent)) {
      run.startAndRegister();
      long begin = System.nanoTime();
      run.client().send("exit");
      assertDrainedOnce(run.awaitExit(begin), agent);
    }
  }

  /** The last thread that is not a daemon ends. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void mainReturns(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("mainReturns", server, client, agent)) {
      run.startAndRegister();
      long begin = System.nanoTime();
      run.client().endInput();
      assertDrainedOnce(run.awaitExit(begin), agent);
    }
  }

  /** Without the agent, the instance is registered by a process that has no more than a moment. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void aHookRegisters(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("aHookRegisters", server, client, agent)) {
      run.startAndRegister();
      run.client().tell("hook " + run.instance("register"));
      Outcome outcome = run.terminate();
      assertDrainedOnce(outcome, agent);
      if (agent) {
        assertThat(run.client().log())
            .anyMatch(line -> line.contains("was not registered: this process is going offline"));
      }
    }
  }

  /** A JVM whose hook calls System.exit never ends, with and without the agent. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void aHookCallsSystemExit(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("aHookCallsSystemExit", server, client, agent)) {
      run.startAndRegister();
      run.client().tell("hook exit");
      long begin = System.nanoTime();
      run.client().terminate();
      if (agent) {
        run.awaitSummary();
        run.awaitListed(false);
      }
      run.client().kill();
      assertDrainedOnce(run.awaitExit(begin), agent);
    }
  }

  /** Nacos hears of the closed connection. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void killedWhileItDrains(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("killedWhileItDrains", server, client, agent)) {
      run.jvm("-Dnacos.graceful.drain.min=20s").startAndRegister();
      long begin = System.nanoTime();
      if (agent) {
        run.client().terminate();
        run.awaitListed(false);
      }
      run.client().kill();
      run.awaitExit(begin);
    }
  }

  private static void assertDrainedOnce(Outcome outcome, boolean agent) {
    if (agent) {
      assertThat(outcome.summary().lines()).hasSize(1);
      assertThat(outcome.summary()).contains("INFO", "gone from 3 nodes", "suppressed errors 0");
      assertThat(outcome.failedCalls()).isZero();
      assertThat(outcome.exceptions()).isEmpty();
    }
  }
}
