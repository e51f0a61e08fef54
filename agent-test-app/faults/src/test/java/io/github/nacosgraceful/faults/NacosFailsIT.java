package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Proxy.Mode;
import io.github.nacosgraceful.testbed.Suite;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
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
  static Stream<With> onServersThatNotice() {
    return Clients.onTheNewestServer();
  }

  static Stream<With> clients() {
    return Clients.ofEachFamily();
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("clients")
  void refuses(With with) throws Exception {
    assertNotDeregistered(run(with, Mode.REFUSE));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void hangs(With with) throws Exception {
    assertNotDeregistered(run(with, Mode.HANG));
  }

  /** A server notices after half a minute. */
  @ParameterizedTest
  @MethodSource("onServersThatNotice")
  void isLostWithoutAWord(With with) throws Exception {
    assertNotDeregistered(run(with, Mode.DROP));
  }

  /** Client 2 and 3 go on over gRPC. */
  @ParameterizedTest
  @MethodSource("clients")
  void answers500(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      start(run);
      run.proxies().forEach(proxy -> proxy.answer(500));
      Exit exit = run.terminate();
      if (with.agent() && with.hasClient1()) {
        assertNotDeregistered(exit);
      } else {
        exit.promises(
            any -> {
              assertThat(exit.seconds()).isLessThan(6);
              exit.says("deregistered", "not confirmed by");
            });
      }
    }
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("clients")
  void isBackAfterTwoSeconds(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      if (!MEASURED) {
        run.jvm("-Dnacos.graceful.deregister.timeout=15s");
      }
      start(run);
      run.proxies().forEach(proxy -> proxy.mode(Mode.REFUSE));
      Executor inTwoSeconds = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);
      CompletableFuture<Void> back =
          CompletableFuture.runAsync(
              () -> run.proxies().forEach(proxy -> proxy.mode(Mode.PASS)), inTwoSeconds);
      Exit exit = run.terminate();
      back.join();
      exit.promises(
          any -> {
            exit.says("INFO", "deregistered", "gone from 3 nodes");
            exit.failsNoCall();
          });
    }
  }

  private static void start(FaultCase run) throws Exception {
    run.startAndRegister();
    if (MEASURED) {
      run.callWithAgent();
    }
  }

  private static Exit run(With with, Mode fault) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      if (!MEASURED) {
        run.mayStay(); // for half a minute
      }
      start(run);
      run.proxies().forEach(proxy -> proxy.mode(fault));
      return run.terminate();
    }
  }

  private static void assertNotDeregistered(Exit exit) {
    exit.promises(
        any -> {
          assertThat(exit.handedOverMillis()).isBetween(3000L, IN_TIME);
          exit.says("WARN", "NOT deregistered");
        });
    exit.throwsNothing();
  }
}
