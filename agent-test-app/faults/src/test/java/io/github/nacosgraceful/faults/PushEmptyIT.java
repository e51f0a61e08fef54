package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Cluster;
import io.github.nacosgraceful.testbed.Proxy;
import io.github.nacosgraceful.testbed.Proxy.Mode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller knows of a service of which Nacos says that it has no instances. */
@Tag("faults")
class PushEmptyIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  /** A younger connection may be to a server that has just come up. */
  private static final Duration BELIEVED = Duration.ofSeconds(16);

  static Stream<With> newest() {
    return With.each("3.1 3.1.1");
  }

  static Stream<With> clients() {
    return Clients.ofEachFamily();
  }

  static Stream<With> onTheNewestServer() {
    return Clients.onTheNewestServer();
  }

  /** The client's protection does not let go of the last instance. */
  @ParameterizedTest
  @MethodSource("clients")
  void theLastInstanceLeaves(With with) throws Exception {
    try (FaultCase run = BED.begin(with);
        NamingClient provider = run.another("provider", false)) {
      run.start("namingPushEmptyProtection=true");
      long connected = System.nanoTime();
      provider.tell(run.instance("register"));
      run.awaitKnown();
      await("a connection that is believed")
          .atMost(FaultCase.PATIENCE)
          .until(() -> System.nanoTime() - connected > BELIEVED.toNanos());
      provider.tell(run.instance("deregister"));
      run.awaitListed(false);

      double known = run.knownFor(Duration.ofSeconds(20));
      run.note(
          known < 20
              ? "known to the caller for %.1f s more".formatted(known)
              : "known to the caller for ever");
      run.done();
      if (with.agent()) {
        assertThat(known).isLessThan(with.hasClient1() ? 10 : 4);
      } else {
        assertThat(known).isGreaterThanOrEqualTo(20);
      }
    }
  }

  /**
   * A server that has just come up has no instances until they have found it again. Here the
   * instance needs a few seconds for that.
   */
  @ParameterizedTest
  @MethodSource("newest")
  void theOnlyNodeIsRestarted(With with) throws Exception {
    try (Cluster alone = BED.cluster(with.server(), 1);
        FaultCase run = BED.begin(alone, with);
        Proxy away = Proxy.before(alone.nodes().get(0));
        NamingClient provider = run.another("provider", false, away.address())) {
      run.start();
      provider.tell(run.instance("register"));
      run.awaitKnown();
      away.mode(Mode.REFUSE);
      alone.nodes().get(0).kill();
      alone.nodes().get(0).restart(1);
      await("the caller is connected").atMost(FaultCase.PATIENCE).until(run::isConnected);
      CompletableFuture.runAsync(
          () -> away.mode(Mode.PASS), CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));

      double unknown = run.unknownFor(run::isListed, Duration.ofSeconds(8));
      run.note("the caller had no instance for %.1f s".formatted(unknown));
      run.done();
      if (with.agent()) {
        assertThat(unknown).isZero();
      } else {
        assertThat(unknown).isPositive();
      }
    }
  }

  /**
   * What the user has switched the protection on for: the provider has lost its way to Nacos, which
   * drops it, and serves on.
   */
  @ParameterizedTest
  @MethodSource("onTheNewestServer")
  void aProviderIsCutOffAndServesOn(With with) throws Exception {
    try (FaultCase run = BED.begin(with);
        Proxy away = Proxy.before(run.nodes().get(0));
        NamingClient provider = run.another("provider", false, away.address())) {
      run.start("namingPushEmptyProtection=true");
      long connected = System.nanoTime();
      provider.tell("serve " + run.port());
      provider.tell(run.instance("register"));
      run.awaitKnown();
      await("a connection that is believed")
          .atMost(FaultCase.PATIENCE)
          .until(() -> System.nanoTime() - connected > BELIEVED.toNanos());
      away.mode(Mode.REFUSE);

      KnownCalls calls = run.callWhatIsKnown(Duration.ofSeconds(60));
      assertThat(run.isListed()).as("listed in the end").isFalse();
      run.note(calls.toString());
      run.done();
      assertThat(calls.failed()).as(calls.toString()).isZero();
    }
  }

  @ParameterizedTest(name = "push-empty={0}")
  @CsvSource({"keep, true", "off, false"})
  void anOptionTellsWhatToDo(String mode, boolean kept) throws Exception {
    try (FaultCase run =
            BED.begin("anOptionTellsWhatToDo." + mode, new With("3.1", "3.1.1", true));
        NamingClient provider = run.another("provider", false)) {
      run.jvm("-Dnacos.graceful.push-empty=" + mode).start();
      provider.tell(run.instance("register"));
      run.awaitKnown();
      provider.tell(run.instance("deregister"));
      run.awaitListed(false);
      if (kept) {
        await()
            .atMost(FaultCase.PATIENCE)
            .until(
                () ->
                    run.client().log().stream()
                        .anyMatch(line -> line.contains("those known before are kept")));
        assertThat(run.isKnown()).isTrue();
      } else {
        assertThat(run.knownFor(Duration.ofSeconds(20))).isLessThan(1);
      }
    }
  }
}
