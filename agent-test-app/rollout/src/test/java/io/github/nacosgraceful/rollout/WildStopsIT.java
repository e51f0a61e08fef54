package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Providers as people have them are stopped, with the agent and without it: the agent makes nothing
 * worse, and does what it is for. {@link HabitsIT} has what they do with HTTP.
 */
@Tag("wild")
@ExtendWith(NacosServers.Shared.class)
class WildStopsIT {

  /** What the agent may take more where nobody calls: Nacos' own time until it tells callers. */
  private static final double LITTLE_SECONDS = 3;

  private static NacosServers servers;

  @BeforeAll
  static void keep(NacosServers nacos) {
    servers = nacos;
  }

  /** A run of one side. */
  private interface Run {
    double of(Side side) throws Exception;
  }

  private static double run(String test, String stack, boolean agent, Run run) throws Exception {
    try (Side side = new Side(test, stack, agent, servers)) {
      return run.of(side);
    }
  }

  /** Spring Boot with Nacos' own starter, without Spring Cloud. */
  @Test
  void nacosOwnStarterLeavesToo() throws Exception {
    Run stopped =
        side -> {
          Child provider = side.provideWith("BootProvider").provider();
          double exit = side.stop(provider);
          await().atMost(Duration.ofMinutes(1)).until(() -> side.entry(provider) == null);
          if (side.hasAgent()) {
            assertThat(Side.summaries(provider))
                .singleElement()
                .asString()
                .contains("deregistered", "provider", "gone from 1 node", "suppressed errors 0");
          }
          return exit;
        };
    double plain = run("boot", "boot-starter", false, stopped);
    assertThat(run("boot", "boot-starter", true, stopped)).isLessThan(plain + LITTLE_SECONDS);
  }

  /** Its context restarts its registration, and is then closed: it leaves as ever. */
  @ParameterizedTest
  @ValueSource(strings = {"2025.1", "hoxton"})
  void aRefreshedRegistrationLeavesWithItsContext(String stack) throws Exception {
    Run refreshed =
        side -> {
          Child provider = side.provider("--sample.after-close=end");
          refresh(side, provider);
          long begin = System.nanoTime();
          Side.post(provider.uri("/close"));
          double exit = side.awaitExit(provider, begin);
          await().atMost(Duration.ofMinutes(1)).until(() -> side.entry(provider) == null);
          if (side.hasAgent()) {
            assertThat(Side.summaries(provider))
                .anyMatch(line -> line.contains("Closing context") && line.contains("gone from"));
          }
          return exit;
        };
    double plain = run("refreshed", stack, false, refreshed);
    assertThat(run("refreshed", stack, true, refreshed)).isLessThan(plain + LITTLE_SECONDS);
  }

  /** What was taken offline by hand stays so; online brings it back through the new client. */
  @ParameterizedTest
  @ValueSource(strings = {"2025.1", "2025", "hoxton"})
  void aRefreshBringsNothingBackThatIsOffline(String stack) throws Exception {
    run(
        "offline",
        stack,
        true,
        side -> {
          Child provider = side.provider();
          Side.post(side.endpoint(provider, "/offline"));
          assertThat(side.entry(provider)).isNull();
          Side.post(provider.uri("/refresh"));
          assertNotListedFor(side, provider, Duration.ofSeconds(5));
          assertThat(Side.post(side.endpoint(provider, "/online")).body()).contains("\"ok\": true");
          assertThat(side.entry(provider)).isNotNull();
          return side.stop(provider);
        });
  }

  /** Registered disabled, and enabled by an operator when it pleases him. */
  @ParameterizedTest
  @ValueSource(strings = {"2025", "hoxton"})
  void whatIsRegisteredDisabledIsReady(String stack) throws Exception {
    run(
        "disabled",
        stack,
        true,
        side -> {
          Child provider =
              side.unlistedProvider("--spring.cloud.nacos.discovery.instance-enabled=false");
          URI readiness = side.endpoint(provider, "/readiness");
          await().atMost(Side.PATIENCE).until(() -> Side.get(readiness).statusCode() == 200);
          assertThat(Side.get(readiness).body()).contains("disabled");
          return side.stop(provider);
        });
  }

  private static void refresh(Side side, Child provider) throws Exception {
    Side.post(provider.uri("/refresh"));
    await().atMost(Side.PATIENCE).until(() -> side.entry(provider) != null);
  }

  private static void assertNotListedFor(Side side, Child provider, Duration time)
      throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < time.toNanos()) {
      assertThat(side.entry(provider)).as("while it is offline").isNull();
    }
  }
}
