package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Balancer;
import io.github.nacosgraceful.testbed.Child;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Callers that do not come by Nacos, of a gateway that is told to stop: they stand behind a
 * balancer of connections, which asks for readiness, or does not. With the agent and without it.
 */
@Tag("wild")
@ExtendWith(NacosServers.Shared.class)
class OutsideIT {

  private static final int RATE = 20;

  /** How long the balancer takes to turn away after it has seen that readiness has turned. */
  private static final Duration REACTION = Duration.ofSeconds(3);

  /** What is watched after SIGTERM: longer than the drain. */
  private static final int WATCHED_CALLS = 15 * RATE;

  private static final String UNREGISTERED =
      "--spring.cloud.nacos.discovery.register-enabled=false";

  /** Of Spring Cloud Alibaba's own: ten seconds, which the agent spares where it has waited. */
  private static final String NO_FIXED_WAIT =
      "--spring.cloud.nacos.discovery.graceful-shutdown-wait-time=0";

  private static final String PROBES = "--management.endpoint.health.probes.enabled=true";

  private static NacosServers servers;

  @BeforeAll
  static void keep(NacosServers nacos) {
    servers = nacos;
  }

  /**
   * What came of a stop.
   *
   * @param exit seconds from SIGTERM to the exit
   * @param failures of calls, from shortly before it on
   */
  private record Outcome(double exit, List<String> failures, List<String> summaries) {

    @Override
    public String toString() {
      return "exit after %.1f s, %d calls failed, %s".formatted(exit, failures.size(), summaries);
    }
  }

  /** It turns away three seconds after readiness has turned; until then it is served. */
  @Test
  void anUnregisteredGatewayIsServedOnUntilItsBalancerHasTurned() throws Exception {
    Outcome plain = unregistered(false);
    Outcome with = unregistered(true);
    System.out.printf("unregistered: without %s%nwith %s%n", plain, with);
    assertThat(plain.failures).as("or the test proves nothing").isNotEmpty();
    assertThat(with.failures).isEmpty();
    assertThat(with.summaries)
        .singleElement()
        .asString()
        .contains("nothing is registered; last request at", "suppressed errors 0")
        .containsPattern("handed over at [3456]\\d{3} ms");
    assertThat(with.exit).isLessThan(plain.exit + 7);
  }

  private static Outcome unregistered(boolean agent) throws Exception {
    try (Side side = new Side("unregistered", "2025", agent, servers)) {
      side.provider();
      Child leaving = side.consumer("gateway", UNREGISTERED, PROBES, NO_FIXED_WAIT);
      Child staying = side.consumer("feign");
      try (Balancer balancer = new Balancer(leaving.port())) {
        return stop(
            side, leaving, balancer.port(), () -> turnWhenAsked(leaving, staying, balancer));
      }
    }
  }

  /**
   * A static list of addresses: it sends calls to the very end, and after it. A gateway on WebFlux
   * takes two seconds to stop of its own, one on servlets takes none.
   */
  @ParameterizedTest
  @ValueSource(strings = {"gateway", "gateway-mvc"})
  void aRegisteredGatewayDoesNotWaitForABalancerThatNeverChangesItsMind(String gateway)
      throws Exception {
    Outcome plain = neverTurned(gateway, false);
    Outcome with = neverTurned(gateway, true);
    System.out.printf("never turned, %s: without %s%nwith %s%n", gateway, plain, with);
    assertThat(with.exit).as("10 s on a machine that has the time").isLessThan(plain.exit + 10);
    assertThat(with.failures.size()).isLessThanOrEqualTo(plain.failures.size());
    assertThat(with.summaries)
        .singleElement()
        .asString()
        .containsPattern("callers stay: (19|2\\d)(\\.\\d)? calls a second, most at /call \\(")
        .contains("by Java-http-client (", "suppressed errors 0");
  }

  private static Outcome neverTurned(String gateway, boolean agent) throws Exception {
    try (Side side = new Side("never-turned-" + gateway, "2025", agent, servers)) {
      side.provider();
      Child leaving = side.consumer(gateway);
      try (Balancer balancer = new Balancer(leaving.port())) {
        return stop(side, leaving, balancer.port(), () -> {});
      }
    }
  }

  /** Connections are closed before it stops, so a call that comes late is refused, and not lost. */
  @Test
  @EnabledIfSystemProperty(named = Nginx.PROGRAM, matches = ".+")
  void aRegisteredGatewayBehindNginxLosesNothing() throws Exception {
    Outcome plain = behindNginx(false);
    Outcome with = behindNginx(true);
    System.out.printf("behind nginx: without %s%nwith %s%n", plain, with);
    assertThat(with.failures).isEmpty();
    assertThat(with.summaries).singleElement().asString().contains("callers stay: ");
  }

  private static Outcome behindNginx(boolean agent) throws Exception {
    try (Side side = new Side("nginx", "2025", agent, servers)) {
      side.provider();
      Child leaving = side.consumer("gateway");
      Child staying = side.consumer("feign");
      try (Nginx nginx =
          new Nginx(side.folder().resolve("nginx"), leaving.port(), staying.port())) {
        return stop(side, leaving, nginx.port(), () -> {});
      }
    }
  }

  /** Nobody calls: whatever registers nothing stops as soon as without the agent. */
  @Test
  void anUnregisteredGatewayThatNobodyCallsStopsAtOnce() throws Exception {
    try (Side side = new Side("uncalled", "2025", true, servers)) {
      Child gateway = side.consumer("gateway", UNREGISTERED, PROBES);
      assertThat(Side.get(gateway.uri("/actuator/health/readiness")).statusCode()).isEqualTo(200);
      side.stop(gateway);
      assertThat(Side.summaries(gateway)).isEmpty();
    }
  }

  /** What the balancer does from SIGTERM on. */
  private interface Turn {
    void turn() throws Exception;
  }

  private static Outcome stop(Side side, Child leaving, int port, Turn turn) throws Exception {
    try (Load load = new Load(URI.create("http://127.0.0.1:" + port + "/call"), RATE)) {
      load.start();
      await().atMost(Side.PATIENCE).until(() -> answered(load) >= 5 * RATE);
      int before = load.calls().size();
      long begin = System.nanoTime();
      leaving.terminate();
      turn.turn();
      double exit = side.awaitExit(leaving, begin);
      await().atMost(Side.PATIENCE).until(() -> load.calls().size() >= before + WATCHED_CALLS);
      List<String> failures =
          load.calls().subList(before, before + WATCHED_CALLS).stream()
              .filter(Call::failed)
              .map(Call::failure)
              .toList();
      return new Outcome(exit, failures, Side.summaries(leaving));
    }
  }

  private static long answered(Load load) {
    return load.calls().stream().filter(call -> !call.failed()).count();
  }

  private static void turnWhenAsked(Child leaving, Child staying, Balancer balancer)
      throws Exception {
    await()
        .atMost(Side.PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !isReady(leaving));
    Thread.sleep(REACTION.toMillis());
    balancer.target(staying.port());
  }

  /** Not, where it does not answer. */
  private static boolean isReady(Child gateway) throws InterruptedException {
    try {
      return Side.get(gateway.uri("/actuator/health/readiness")).statusCode() == 200;
    } catch (IOException gone) {
      return false;
    }
  }
}
