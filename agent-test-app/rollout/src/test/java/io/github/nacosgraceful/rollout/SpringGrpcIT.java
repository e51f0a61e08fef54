package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * gRPC as Spring Boot 4.1 has it: on a server of its own, and inside the web server, where each
 * call is a request of that server as well. With the agent and without it.
 */
@Tag("servers")
@ExtendWith(NacosServers.Shared.class)
class SpringGrpcIT {

  private static final String STACK = "2025.1.4-grpc";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A stream that is older than four times as much does not end by itself. */
  private static final String SHORT_STREAMS = "drain.streams=500ms";

  private static final Duration OLD = Duration.ofMillis(2500);

  /** Short of its default of 30 s; the drain's own time is on top of it. */
  private static final int GRACE_SECONDS = 6;

  private static NacosServers servers;

  /** Where Spring Boot serves gRPC. */
  private enum Home {
    NETTY("false", "false"),
    TOMCAT("true", "false"),
    TOMCAT_VIRTUAL("true", "true");

    private final String servlet;
    private final String virtual;

    Home(String servlet, String virtual) {
      this.servlet = servlet;
      this.virtual = virtual;
    }

    Child start(Side side, int port, String... more) throws Exception {
      List<String> arguments = new ArrayList<>(List.of(more));
      arguments.add("--spring.grpc.server.servlet.enabled=" + servlet);
      arguments.add("--spring.grpc.server.port=" + port);
      arguments.add("--server.http2.enabled=true");
      arguments.add("--spring.threads.virtual.enabled=" + virtual);
      return side.provideWith("GrpcProvider").provider(arguments.toArray(String[]::new));
    }

    int port(Child provider, int own) {
      return this == NETTY ? own : provider.port();
    }
  }

  @BeforeAll
  static void keep(NacosServers nacos) {
    servers = nacos;
  }

  @ParameterizedTest
  @EnumSource
  void aCallIsCountedOnceAndAnsweredAndAStreamIsAStream(Home home) throws Exception {
    try (Side side = side("counted", home, true)) {
      int own = Ports.application();
      Child provider = home.start(side, own, "--sample.work=3s");
      try (GrpcOrders orders = new GrpcOrders(home.port(provider, own))) {
        assertThat(traffic(side, provider).path("inFlight").asInt()).isZero();
        orders.watch();
        await("a stream is a stream")
            .atMost(OneProvider.PATIENCE)
            .until(() -> open(side, provider).equals(List.of("1 gRPC stream")));
        assertThat(traffic(side, provider).path("inFlight").asInt()).as("with it").isEqualTo(1);
        await().pollDelay(OLD).until(() -> true); // the age of a stream is what is tested here
        Future<String> answer = orders.place();
        await("a call is one call")
            .atMost(OneProvider.PATIENCE)
            .until(() -> traffic(side, provider).path("inFlight").asInt() == 2);
        assertThat(traffic(side, provider).path("requests").asInt()).isEqualTo(2);
        provider.terminate();
        String thread = answer.get(OneProvider.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        System.out.printf("%s: served on %s%n", home, thread);
        assertThat(provider.awaitExit(OneProvider.PATIENCE)).as(provider.lastWords()).isTrue();
        assertThat(Side.summaries(provider))
            .singleElement()
            .asString()
            .contains("gone from 1 node", "still open 1 gRPC stream", "suppressed errors 0");
      }
    }
  }

  /** What the drain has waited for a stream in vain is not waited for once more, or is told. */
  @ParameterizedTest
  @EnumSource(names = {"NETTY", "TOMCAT"})
  void itsOwnGraceDoesNotComeOnTop(Home home) throws Exception {
    double plain = secondsToStop(home, false);
    double agent = secondsToStop(home, true);
    System.out.printf("%s: exit after %.1f s, without the agent %.1f s%n", home, agent, plain);
    assertThat(agent).isLessThan(plain + 3);
  }

  private static double secondsToStop(Home home, boolean agent) throws Exception {
    try (Side side = side("grace", home, agent)) {
      int own = Ports.application();
      Child provider =
          home.start(
              side, own, "--spring.grpc.server.shutdown.grace-period=" + GRACE_SECONDS + "s");
      try (GrpcOrders orders = new GrpcOrders(home.port(provider, own))) {
        orders.watch();
        await().pollDelay(OLD).until(() -> true);
        return side.stop(provider);
      }
    }
  }

  /** Called by somebody who reads the list of Nacos ten times a second. */
  @ParameterizedTest
  @EnumSource(names = {"NETTY", "TOMCAT"})
  void noCallFailsWhileOneIsReplaced(Home home) throws Exception {
    try (Side side = side("replaced", home, true)) {
      Map<Child, Integer> ports = new ConcurrentHashMap<>();
      Child first = start(side, home, ports);
      start(side, home, ports);
      try (Followers calls = new Followers(side, ports)) {
        calls.awaitCalls(40);
        start(side, home, ports);
        calls.awaitCalls(40);
        first.terminate();
        assertThat(first.awaitExit(OneProvider.PATIENCE)).as(first.lastWords()).isTrue();
        calls.awaitCalls(40);
        System.out.printf("%s: %s; %s%n", home, calls, Side.summaries(first));
        assertThat(calls.failures).isEmpty();
        assertThat(calls.of(first)).isPositive();
      }
    }
  }

  private static Child start(Side side, Home home, Map<Child, Integer> ports) throws Exception {
    int own = Ports.application();
    Child provider = home.start(side, own);
    ports.put(provider, home.port(provider, own));
    return provider;
  }

  private static Side side(String test, Home home, boolean agent) throws Exception {
    return new Side("grpc-" + test + "-" + home.name().toLowerCase(), STACK, agent, servers)
        .options(SHORT_STREAMS);
  }

  private static JsonNode traffic(Side side, Child provider) throws Exception {
    return JSON.readTree(Side.get(side.endpoint(provider, "/status")).body()).path("traffic");
  }

  private static List<String> open(Side side, Child provider) throws Exception {
    List<String> kinds = new ArrayList<>();
    traffic(side, provider).path("open").forEach(kind -> kinds.add(kind.asText()));
    return kinds;
  }

  /** Calls whom Nacos lists, in turn, one call after the other. */
  private static final class Followers implements AutoCloseable {

    private final Side side;
    private final Map<Child, Integer> ports;
    private final Map<Child, GrpcOrders> channels = new ConcurrentHashMap<>();
    private final Map<Child, AtomicInteger> answered = new ConcurrentHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Thread lists = new Thread(this::follow, "lists");
    private final Thread calls = new Thread(this::call, "calls");
    private final AtomicInteger made = new AtomicInteger();
    private volatile List<Child> listed = List.of();
    private volatile boolean over;

    Followers(Side side, Map<Child, Integer> ports) {
      this.side = side;
      this.ports = ports;
      lists.start();
      calls.start();
    }

    void awaitCalls(int more) {
      int before = made.get();
      await().atMost(OneProvider.PATIENCE).until(() -> made.get() >= before + more);
    }

    int of(Child provider) {
      return answered.getOrDefault(provider, new AtomicInteger()).get();
    }

    private void follow() {
      while (!over) {
        try {
          List<Child> now = new ArrayList<>();
          for (Child child : ports.keySet()) {
            if (side.entry(child) != null) {
              now.add(child);
            }
          }
          listed = now;
          Thread.sleep(100);
        } catch (InterruptedException e) {
          return;
        } catch (Exception busy) {
          // The next look tells.
        }
      }
    }

    private void call() {
      while (!over) {
        List<Child> now = listed;
        if (!now.isEmpty()) {
          Child provider = now.get(made.get() % now.size());
          try {
            channels
                .computeIfAbsent(provider, one -> new GrpcOrders(ports.get(one)))
                .place()
                .get(OneProvider.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            answered.computeIfAbsent(provider, one -> new AtomicInteger()).incrementAndGet();
          } catch (InterruptedException e) {
            return;
          } catch (Exception e) {
            failures.add(provider.name() + ": " + e);
          }
          made.incrementAndGet();
        }
      }
    }

    @Override
    public void close() throws InterruptedException {
      over = true;
      lists.interrupt();
      calls.interrupt();
      lists.join();
      calls.join();
      channels.values().forEach(GrpcOrders::close);
    }

    @Override
    public String toString() {
      return failures.size() + " of " + made + " failed";
    }
  }
}
