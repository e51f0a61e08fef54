package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Suite;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.HttpProtocol;

/**
 * Every server, stopped while it serves all kinds of requests, over HTTP/1.1 and HTTP/2: what ends
 * is answered to its end, what does not is named, each answer says goodbye from the first moment
 * on, and callers that keep their connections are told to leave. In the suite all stacks, from the
 * oldest server to the newest; {@code -Dstack} chooses.
 *
 * <p>What Spring Boot 3.4 and newer do by themselves, after the drain, is switched off.
 */
@Tag("servers")
@ExtendWith(NacosServers.Shared.class)
class ServersIT {

  /** Longer than it takes to tell callers to leave, and than {@code drain.streams}. */
  private static final String WORK = "--sample.work=6s";

  /** One that is younger than four times as much may end by itself. */
  private static final List<String> YOUNG_STREAMS_END =
      List.of("-Dnacos.graceful.drain.streams=1500ms");

  private static final List<String> HTTP2_OF_ITS_OWN =
      List.of(
          "--server.http2.enabled=true",
          "--spring.main.sources=io.github.nacosgraceful.sample.Http2WithoutTls");

  /** It has it only with TLS by itself. */
  private static final String OLD_UNDERTOW = "greenwich-undertow";

  private static final String OLD_JETTY = "greenwich-jetty";

  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static OneProvider bed;

  @BeforeAll
  static void start(NacosServers nacos) throws Exception {
    bed = new OneProvider("it-servers", nacos);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  static Stream<String> stacks() throws IOException {
    return Suite.is("servers")
        ? Stream.concat(
                Stack.servers(WORKSPACE).stream(), Stack.serversWithHttp2(WORKSPACE).stream())
            .distinct()
            .filter(stack -> Chosen.by("stack", stack))
        : Stream.of("2025.1", "2025.1-jetty", "2025-undertow", "2025-webflux");
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("stacks")
  void servesWhatEndsNamesWhatDoesNotAndTellsCallersToLeave(String stack) throws Exception {
    stopWhileItServes(bed, stack, ofTheStack -> ofTheStack);
  }

  /**
   * @param jars what it runs on in place of those of the stack
   */
  static void stopWhileItServes(OneProvider bed, String stack, UnaryOperator<Classpath> jars)
      throws Exception {
    List<String> arguments = new ArrayList<>(http2(stack));
    arguments.add("--sample.streams=true");
    Child provider = bed.start(jars, YOUNG_STREAMS_END, stack, true, busy(arguments));
    String address = bed.registeredAddress(provider);
    try (BalancedCallers keeping = new BalancedCallers(provider, HttpProtocol.HTTP11);
        BalancedCallers keeping2 =
            hasHttp2(stack) ? new BalancedCallers(provider, HttpProtocol.H2C) : null;
        LongRequests http1 = new LongRequests(bed, provider, slowPaths(stack));
        // Last: what they have in flight has to outlast their being told to leave.
        Http2Callers http2 = http2(stack).isEmpty() ? null : new Http2Callers(provider)) {
      assertThat(keeping.goodbyes()).isEmpty();
      provider.terminate();
      String goodbye = Goodbye.awaitOf(address, http1::goodbye);
      await().atMost(PATIENCE).until(() -> !bed.isListed(provider));
      keeping.turnAway();
      if (keeping2 != null) {
        keeping2.turnAway();
      }
      await("callers are told to close their connections")
          .atMost(PATIENCE)
          .until(http1::areToldToClose);
      if (http2 != null) {
        http2.awaitToldToGo();
        http2.assertAnsweredToTheirEnds();
      }
      http1.assertAnsweredToTheirEnds(goodbye);
      assertThat(provider.awaitExit(PATIENCE)).isTrue();
      assertThat(keeping.failures()).isEmpty();
      assertThat(keeping.goodbyes()).containsExactly(goodbye);
      if (keeping2 != null) {
        assertThat(keeping2.failures()).isEmpty();
        assertThat(keeping2.goodbyes()).containsExactly(goodbye);
      }
    }
    assertThat(OneProvider.summaryOf(provider))
        .singleElement()
        .asString()
        .contains("in flight 0; still open 1 event stream, 1 WebSocket", "suppressed errors 0")
        .containsPattern("handed over at [567]\\d\\d\\d ms");
  }

  /** Jetty until 9.4.35 would end the connection. */
  @Test
  void tellsNobodyWhereThatWouldLoseWhatIsInFlight() throws Exception {
    Child provider = start(OLD_JETTY, true, HTTP2_OF_ITS_OWN);
    try (Http2Caller caller = new Http2Caller(provider.port(), "test")) {
      caller.post("/work-async");
      caller.callOnce();
      provider.terminate();

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                caller.callOnce();
                return provider.errorLines().stream().anyMatch(l -> l.contains("GOAWAY is off"));
              });
      await().atMost(PATIENCE).until(() -> caller.seen().contains("answer 1"));
      assertThat(caller.isToldToGo()).isFalse();
      assertThat(provider.awaitExit(PATIENCE)).isTrue();
    }
    assertThat(OneProvider.summaryOf(provider)).singleElement().asString().contains("in flight 0");
  }

  /** What the agent is for; where this does not fail, the tests above would prove nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"/work", "/work-async"})
  void losesWhatIsInFlightWithoutTheAgent(String path) throws Exception {
    Child provider = start("hoxton", false, List.of());
    CompletableFuture<HttpResponse<String>> answer = bed.call(provider, path);
    provider.terminate();

    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    await().atMost(PATIENCE).until(answer::isDone);
    assertThat(answer).isCompletedExceptionally();
  }

  /** The same for callers that keep their connections. */
  @Test
  void losesCallsOfThoseWhoKeepConnectionsWithoutTheAgent() throws Exception {
    Child provider = start("2025", false, List.of());
    try (BalancedCallers callers = new BalancedCallers(provider, HttpProtocol.HTTP11)) {
      provider.terminate();
      await().atMost(PATIENCE).until(() -> !bed.isListed(provider));
      callers.turnAway();
      assertThat(provider.awaitExit(PATIENCE)).isTrue();
      assertThat(callers.failures()).isNotEmpty();
    }
  }

  private static Child start(String stack, boolean agent, List<String> more) throws Exception {
    return bed.start(YOUNG_STREAMS_END, stack, agent, busy(more));
  }

  private static String[] busy(List<String> more) {
    List<String> arguments = new ArrayList<>(List.of(WORK, "--server.shutdown=immediate"));
    arguments.addAll(more);
    return arguments.toArray(String[]::new);
  }

  private static boolean hasHttp2(String stack) throws IOException {
    return Stack.named(WORKSPACE, stack).boot().compareTo(Version.parse("2.5")) >= 0;
  }

  private static List<String> http2(String stack) throws IOException {
    if (stack.equals(OLD_UNDERTOW)) {
      return HTTP2_OF_ITS_OWN;
    }
    return hasHttp2(stack) ? List.of("--server.http2.enabled=true") : List.of();
  }

  /** Where there are no servlets, none of the threads that serve may wait. */
  private static List<String> slowPaths(String stack) {
    return stack.endsWith("webflux") ? List.of("/work-async") : List.of("/work", "/work-async");
  }
}
