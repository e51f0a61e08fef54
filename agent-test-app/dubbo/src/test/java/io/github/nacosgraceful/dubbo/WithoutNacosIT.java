package io.github.nacosgraceful.dubbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.dubbo.Caller.Figures;
import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Workspace;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nacos is gone when one of two providers is told to stop, so that its callers can hear of it from
 * itself alone: the dubbo protocol has an event of its own for that, which is sent when the drain
 * is over.
 */
@Tag("dubbo")
class WithoutNacosIT {

  /** A second and more of the load. */
  private static final int CALLS_AT_THE_END = 150;

  private static final Workspace WORKSPACE = Workspace.find("dubbo");
  private static Servers servers;

  @BeforeAll
  static void start() {
    servers = new Servers(WORKSPACE);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  static Stream<Software> all() {
    return Stream.of(Software.dubbo27("2.1.2"), Software.dubbo33("interface"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void losesNoCall(Software software) throws Exception {
    assertThat(failed(software, false)).as("without the agent").isZero();
    assertThat(failed(software, true)).as("with it").isZero();
  }

  private static long failed(Software software, boolean agent) throws Exception {
    NacosNode nacos = servers.nacos("3.1");
    try (Fleet fleet =
        new Fleet(software.withProviders("alone", "-Dalone=true"), nacos, agent, WORKSPACE)) {
      Child old = fleet.startProvider();
      Child other = fleet.startProvider();
      Fleet.awaitReady(old);
      Fleet.awaitReady(other);
      Caller caller = fleet.startConsumer();
      awaitAnswers(caller, old);
      awaitAnswers(caller, other);
      nacos.kill();

      Figures before = caller.figures();
      long signal = System.nanoTime();
      old.terminate();
      assertThat(old.awaitExit(Fleet.PATIENCE)).isTrue();
      long exitMillis = (System.nanoTime() - signal) / 1_000_000;
      Figures exited = caller.figures();
      await()
          .atMost(Fleet.PATIENCE)
          .until(() -> caller.figures().calls() - exited.calls() >= CALLS_AT_THE_END);
      Figures after = caller.figures();
      System.out.printf(
          "%s, %s, Nacos gone: %d of %d failed, %d of them after its end; exit after %d ms%n",
          software.name(),
          agent ? "agent" : "plain",
          after.failed() - before.failed(),
          after.calls() - before.calls(),
          after.failed() - exited.failed(),
          exitMillis);
      return after.failed() - before.failed();
    } finally {
      nacos.restart(1);
    }
  }

  private static void awaitAnswers(Caller caller, Child provider) {
    await("calls to " + provider.name())
        .atMost(Fleet.PATIENCE)
        .until(() -> caller.figures().from(provider) >= 10);
  }
}
