package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Balancer;
import io.github.nacosgraceful.testbed.Child;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.HttpProtocol;

/**
 * Callers that keep their connections through a balancer of TCP connections, which nothing but the
 * server itself can make leave it: by {@code Connection: close}, or a GOAWAY. {@code -Dservers=all}
 * takes all stacks, from the oldest server to the newest.
 *
 * <p>What Spring Boot 3.4 and newer do by themselves, after the drain, is switched off.
 */
class BalancerIT {

  private static final int MANY = 100;

  private static OneProvider bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new OneProvider("it-balancer");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  private record Case(String stack, HttpProtocol protocol) {

    @Override
    public String toString() {
      return stack + " " + protocol;
    }
  }

  static Stream<Case> cases() {
    return ServerStacks.chosen().equals("all")
        ? Stream.concat(
            ServerStacks.ALL.stream().map(stack -> new Case(stack, HttpProtocol.HTTP11)),
            ServerStacks.WITH_HTTP2.stream().map(stack -> new Case(stack, HttpProtocol.H2C)))
        : Stream.of(
            new Case("2025", HttpProtocol.HTTP11), new Case("2025.1-jetty", HttpProtocol.H2C));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noCallFailsWithTheAgent(Case each) throws Exception {
    Child leaving = start(each.stack, true);
    List<String> failures = failures(each, leaving, start(each.stack, false));
    assertThat(failures).isEmpty();
    assertThat(OneProvider.summaryOf(leaving)).singleElement().asString().contains("in flight 0");
  }

  /** What the agent is for; where this does not fail, the test above would prove nothing. */
  @Test
  void callsFailWithoutTheAgent() throws Exception {
    Case each = new Case("2025", HttpProtocol.HTTP11);
    assertThat(failures(each, start(each.stack, false), start(each.stack, true))).isNotEmpty();
  }

  /** Of the calls while one leaves, and the balancer does not send new connections to it. */
  private static List<String> failures(Case each, Child leaving, Child staying) throws Exception {
    try (Balancer balancer = new Balancer(leaving.port());
        KeepingCallers callers = new KeepingCallers(balancer.port(), each.protocol)) {
      await().atMost(PATIENCE).until(() -> callers.answeredBy(leaving.port()) >= MANY);
      leaving.terminate();
      await().atMost(PATIENCE).until(() -> !bed.isListed(leaving));
      balancer.target(staying.port());
      assertThat(leaving.awaitExit(PATIENCE)).isTrue();
      await().atMost(PATIENCE).until(() -> callers.answeredBy(staying.port()) >= MANY);
      callers.close();
      System.out.printf(
          "%s: %d failed, %d answered by the one that left, %d by the other; %s%n",
          each,
          callers.failures().size(),
          callers.answeredBy(leaving.port()),
          callers.answeredBy(staying.port()),
          OneProvider.summaryOf(leaving));
      return callers.failures();
    }
  }

  private static Child start(String stack, boolean agent) throws Exception {
    return bed.start(stack, agent, "--server.http2.enabled=true", "--server.shutdown=immediate");
  }
}
