package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.faults.FaultCase.Outcome;
import io.github.nacosgraceful.testbed.Proxy.Mode;
import io.github.nacosgraceful.testbed.Suite;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** There is no Nacos to tell when the client is told to stop, or it is wrong. */
@Tag("faults")
class NacosFailsIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  /** In every build the machine may be busy: that it goes on trying counts there, not how soon. */
  private static final boolean MEASURED = Suite.is("faults");

  /** {@code deregister.timeout} and one second. */
  private static final long IN_TIME = MEASURED ? 4000 : 6000;

  /** The server that a client is lost to: Nacos 2.2.4 as it is here never notices. */
  static Stream<Arguments> onServersThatNotice() {
    return Clients.onTheNewestServer();
  }

  static Stream<Arguments> clients() {
    return Clients.ofEachFamily();
  }

  @Tag("core")
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void refuses(String server, String client, boolean agent) throws Exception {
    assertNotDeregistered(run("refuses", server, client, agent, Mode.REFUSE));
  }

  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void hangs(String server, String client, boolean agent) throws Exception {
    assertNotDeregistered(run("hangs", server, client, agent, Mode.HANG));
  }

  /** A server notices after half a minute. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("onServersThatNotice")
  void isLostWithoutAWord(String server, String client, boolean agent) throws Exception {
    assertNotDeregistered(run("isLostWithoutAWord", server, client, agent, Mode.DROP));
  }

  /** Client 2 and 3 go on over gRPC. */
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void answers500(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("answers500", server, client, agent)) {
      run.startAndRegister();
      run.proxies().forEach(proxy -> proxy.answer(500));
      Outcome outcome = run.terminate();
      if (agent && client.startsWith("1.")) {
        assertNotDeregistered(outcome);
      } else if (agent) {
        assertThat(outcome.secondsToExit()).isLessThan(6);
        assertThat(outcome.summary()).contains("deregistered", "not confirmed by");
      }
    }
  }

  @Tag("core")
  @ParameterizedTest(name = "Nacos {0}, client {1}, agent: {2}")
  @MethodSource("clients")
  void isBackAfterTwoSeconds(String server, String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("isBackAfterTwoSeconds", server, client, agent)) {
      if (!MEASURED) {
        run.jvm("-Dnacos.graceful.deregister.timeout=15s");
      }
      run.startAndRegister();
      run.proxies().forEach(proxy -> proxy.mode(Mode.REFUSE));
      Executor inTwoSeconds = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);
      CompletableFuture<Void> back =
          CompletableFuture.runAsync(
              () -> run.proxies().forEach(proxy -> proxy.mode(Mode.PASS)), inTwoSeconds);
      Outcome outcome = run.terminate();
      back.join();
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "deregistered", "gone from 3 nodes");
        assertThat(outcome.failedCalls()).isZero();
      }
    }
  }

  private Outcome run(String test, String server, String client, boolean agent, Mode fault)
      throws Exception {
    try (FaultCase run = BED.begin(test, server, client, agent)) {
      run.startAndRegister();
      run.proxies().forEach(proxy -> proxy.mode(fault));
      return run.terminate();
    }
  }

  private static void assertNotDeregistered(Outcome outcome) {
    if (!outcome.summary().isEmpty()) {
      assertThat(outcome.handedOverMillis()).isBetween(3000L, IN_TIME);
      assertThat(outcome.summary()).contains("WARN", "NOT deregistered", "suppressed errors 0");
    }
    assertThat(outcome.exceptions()).isEmpty();
  }
}
