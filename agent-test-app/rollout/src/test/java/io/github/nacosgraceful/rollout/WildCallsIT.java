package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers as people have them call, with the agent and without it. */
@Tag("wild")
@ExtendWith(NacosServers.Shared.class)
class WildCallsIT {

  private static final int GREY_CALLS = 3000;
  private static final int RATE = 50;

  /** Nacos pushes after half a second, which is over when a list shows it; the machine is busy. */
  private static final double SOON_SECONDS = 1.5;

  /** Without the agent nobody is told, and nothing is waited for. */
  private static final double TOLD_SECONDS = 2.5;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static NacosServers servers;

  @BeforeAll
  static void keep(NacosServers nacos) {
    servers = nacos;
  }

  /** Calls for the version that warms up reach it, all of them and from the first second on. */
  @Test
  void aGreyReleaseReachesItsVersionWhileItWarmsUp() throws Exception {
    try (Side side = new Side("grey", "2025", true, servers)) {
      side.provider(version("v1"));
      Child gateway =
          side.consumer(
              "gateway", "--spring.main.sources=io.github.nacosgraceful.sample.GreyRelease");
      assertThat(grey(gateway, "v1", 1)).doesNotContainKey(0); // it has made its balancer
      Child grey = side.options("warmup.time=2m").provider(version("v2"));
      await().atMost(Side.PATIENCE).until(() -> grey(gateway, "v2", 1).containsKey(grey.port()));
      assertThat(grey(gateway, "v2", GREY_CALLS)).isEqualTo(Map.of(grey.port(), GREY_CALLS));
    }
  }

  private static String version(String version) {
    return "--spring.cloud.nacos.discovery.metadata.version=" + version;
  }

  /** Which port answered how many of so many calls; 0 stands for those that failed. */
  private static Map<Integer, Integer> grey(Child gateway, String version, int calls)
      throws Exception {
    Map<Integer, Integer> answered = new TreeMap<>();
    HttpRequest request =
        HttpRequest.newBuilder(gateway.uri("/call"))
            .timeout(Side.PATIENCE)
            .header("version", version)
            .POST(BodyPublishers.ofString("work"))
            .build();
    for (int i = 0; i < calls; i++) {
      String port = HTTP.send(request, BodyHandlers.ofString()).body();
      answered.merge(port.matches("\\d+") ? Integer.parseInt(port) : 0, 1, Integer::sum);
    }
    return answered;
  }

  /**
   * What came of a rollout.
   *
   * @param firstCalled seconds after Nacos listed the new one
   * @param exit seconds from SIGTERM to the exit of the old one
   */
  private record Outcome(double firstCalled, double exit, Map<String, Long> failures) {}

  /** The caller's configuration is refreshed, then what it calls is replaced. */
  @ParameterizedTest
  @CsvSource({"2025.1, feign", "2025, feign", "hoxton, resttemplate"})
  void aCallerFollowsOnWhenItWasRefreshed(String stack, String client) throws Exception {
    Outcome plain = refreshed(stack, client, false);
    Outcome with = refreshed(stack, client, true);
    System.out.printf("refreshed, %s %s: without %s, with %s%n", stack, client, plain, with);
    assertThat(with.failures).isEmpty();
    assertThat(with.firstCalled).isLessThan(SOON_SECONDS);
    assertThat(with.exit).isLessThan(plain.exit + TOLD_SECONDS);
  }

  private static Outcome refreshed(String stack, String client, boolean agent) throws Exception {
    try (Side side = new Side("refreshed-caller", stack, agent, servers)) {
      Child old = side.provider();
      Child consumer = side.consumer(client);
      // Alone: OpenFeign 5.0.0 fails those that come beside the first, its converters not being
      // there.
      assertThat(Side.post(consumer.uri("/call")).statusCode()).isEqualTo(200);
      try (Load load = new Load(consumer.uri("/call"), RATE)) {
        load.start();
        awaitCalls(load, RATE);
        assertThat(Side.post(consumer.uri("/refresh")).statusCode()).isEqualTo(200);
        awaitCalls(load, 2 * RATE);
        Child young = side.provider();
        long listed = System.nanoTime();
        await()
            .atMost(Side.PATIENCE)
            .until(() -> load.calls().stream().anyMatch(call -> call.port() == young.port()));
        double firstCalled = (System.nanoTime() - listed) / 1e9;
        double exit = side.stop(old);
        awaitCalls(load, RATE);
        return new Outcome(firstCalled, exit, failures(load));
      }
    }
  }

  /** A server that nobody counts: its callers have the time to leave. */
  @Test
  void aServerOnPlainNettyIsLeftByItsCallers() throws Exception {
    Outcome plain = netty(false);
    Outcome with = netty(true);
    System.out.printf("Netty: without %s, with %s%n", plain, with);
    assertThat(with.failures).isEmpty();
  }

  private static Outcome netty(boolean agent) throws Exception {
    try (Side side = new Side("netty", "2025-webflux", agent, servers)) {
      side.provideWith("NettyProvider");
      Child leaving = side.provider();
      side.provider();
      Child consumer = side.consumer("webclient");
      try (Load load = new Load(consumer.uri("/call"), RATE)) {
        load.start();
        awaitCalls(load, 2 * RATE);
        double exit = side.stop(leaving);
        awaitCalls(load, 2 * RATE);
        return new Outcome(0, exit, failures(load));
      }
    }
  }

  /** So many more, answered or not. */
  private static void awaitCalls(Load load, int more) {
    int before = load.calls().size();
    await().atMost(Side.PATIENCE).until(() -> load.calls().size() >= before + more);
  }

  private static Map<String, Long> failures(Load load) {
    List<Call> failed = load.calls().stream().filter(Call::failed).toList();
    Map<String, Long> causes = new TreeMap<>();
    failed.forEach(call -> causes.merge(call.failure(), 1L, Long::sum));
    return causes;
  }
}
