package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nacosgraceful.testbed.Child;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An MCP server and an A2A agent that have registered their endpoints in Nacos' AI registry. */
@Tag("wild")
@ExtendWith(NacosServers.Shared.class)
class AiRegistryIT {

  private static final String SERVER = "3.1-ai";
  private static final String STACK = "2025.1.4";
  private static final String MCP = "mcp-endpoints@@weather::1.0.0";
  private static final String AGENT = "agent-endpoints@@pilot::2.0.0";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than the client's redo waits, which is three seconds. */
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away", 8));

  private static NacosServers servers;

  @BeforeAll
  static void keep(NacosServers nacos) {
    servers = nacos;
  }

  @Test
  void endpointsLeaveBeforeTheProcessStopsServing() throws Exception {
    try (Side side = new Side("ai", STACK, true, servers, SERVER).provideWith("AiProvider")) {
      Child provider = side.provider("--sample.streams=true");
      awaitListed(side, provider, true);
      provider.terminate();
      awaitListed(side, provider, false);
      assertThat(provider.alive()).as("serves on when they are gone").isTrue();
      assertThat(provider.awaitExit(Side.PATIENCE)).isTrue();
      assertThat(Side.summaries(provider))
          .singleElement()
          .asString()
          .contains(MCP, AGENT, "DEFAULT_GROUP@@provider", "suppressed errors 0");
      stayAway(side, provider);
    }
  }

  /**
   * Their own redo, and the application, leave them there; who took them offline brings them back.
   */
  @Test
  void endpointsAreTakenOfflineByHandAndComeBack() throws Exception {
    try (Side side = new Side("ai-hand", STACK, true, servers, SERVER).provideWith("AiProvider")) {
      Child provider = side.provider();
      awaitListed(side, provider, true);
      assertThat(Side.post(side.endpoint(provider, "/offline")).body()).contains("\"ok\": true");
      awaitListed(side, provider, false);
      stayAway(side, provider);
      JsonNode status = JSON.readTree(Side.get(side.endpoint(provider, "/status")).body());
      assertThat(status.toString()).contains("weather::1.0.0", "pilot::2.0.0");
      assertThat(Side.post(side.endpoint(provider, "/online")).body()).contains("\"ok\": true");
      awaitListed(side, provider, true);
      side.stop(provider);
    }
  }

  private static void stayAway(Side side, Child provider) throws Exception {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < AWAY.toNanos()) {
      for (String service : List.of(MCP, AGENT)) {
        assertThat(side.entry(service, provider)).as("%s is back", service).isNull();
      }
    }
  }

  private static void awaitListed(Side side, Child provider, boolean listed) {
    for (String service : List.of(MCP, AGENT)) {
      await(service + " is listed: " + listed)
          .atMost(Side.PATIENCE)
          .until(() -> side.entry(service, provider) != null, is -> is == listed);
    }
  }
}
