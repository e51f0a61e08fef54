package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Workspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real processes with the agent lose a real Nacos server, watched by a real Prometheus with the
 * rules of {@code deploy/}: the alerts fire, and resolve. With {@code -Dupdate} a browser takes the
 * picture of it that is in the docs.
 */
@Tag("operate")
class AlertsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String DISCONNECTED = "NacosGracefulDisconnected";
  private static final String NOT_DEREGISTERED = "NacosGracefulNotDeregistered";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Progress progress = new Progress(System.out, "AlertsIT: ");
  private final Workspace workspace = Workspace.find("rollout");

  @Test
  void fireWhileNacosIsAwayAndResolve() throws Exception {
    RunLabel label = new RunLabel("it-alerts", "alerts", true);
    try (Processes servers = new Processes(progress);
        Processes processes = new Processes(progress)) {
      Path logs = workspace.logs(label.id());
      Nacos nacos =
          Nacos.start("3.1", workspace, servers, workspace.logs("it-alerts-nacos"), progress);
      Scenario scenario = new Scenario("2025", "3.1", "feign", 2, 1, Duration.ofSeconds(1));
      Applications applications =
          new Applications(scenario, label, workspace, nacos, logs, processes);
      applications.compileQuickly();
      applications.agents(
          (process, agents) -> agents.stream().map(flag -> flag + "=admin.port=0").toList());
      Starts starts = new Starts(progress, new ReadyProbe());
      Child orders = starts.begun(applications.startProvider());
      Child bills = starts.begun(applications.startProvider());
      starts.await(orders);
      starts.await(bills);
      URI endpoint = orders.endpoint().orElseThrow();
      Prometheus prometheus =
          Prometheus.start(
              workspace,
              logs,
              processes,
              Map.of("orders", endpoint, "bills", bills.endpoint().orElseThrow()));
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(prometheus.now("nacos_graceful_ready")).hasSize(2).containsValue(1.0));
      post(endpoint, "/offline");
      post(endpoint, "/online");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(prometheus.now("nacos_graceful_drains_total{ended=\"left\"} == 1"))
                      .containsOnlyKeys("orders"));
      assertThat(prometheus.firing()).isEmpty();

      servers.all().forEach(server -> server.signal("STOP"));
      try {
        await().atMost(PATIENCE).until(() -> prometheus.firing().contains(DISCONNECTED));
        progress.text("fires: " + prometheus.firing());
        assertThat(prometheus.now("nacos_graceful_disconnected")).containsEntry("orders", 1.0);
        assertThat(post(endpoint, "/offline")).contains("NOT deregistered");
        await().atMost(PATIENCE).until(() -> prometheus.firing().contains(NOT_DEREGISTERED));
      } finally {
        servers.all().forEach(server -> server.signal("CONT"));
      }
      await().atMost(PATIENCE).until(() -> !prometheus.firing().contains(DISCONNECTED));
      assertThat(prometheus.now("nacos_graceful_disconnected")).containsEntry("bills", 0.0);
      progress.text("resolved; left: " + prometheus.firing());
      if (Boolean.getBoolean("update")) {
        picture(
            prometheus.graph(
                2, "nacos_graceful_disconnected", "ALERTS{alertname=~\"NacosGraceful.*\"}"));
      }
    }
  }

  private void picture(URI page) throws Exception {
    Path browser = workspace.target().resolve("browser");
    Path script = workspace.root().resolve("agent-test-app/browser.sh");
    String take =
        "'%s' '%s' && '%s/chromium' --headless --no-sandbox --disable-gpu --hide-scrollbars"
            + " --window-size=1100,1560 --virtual-time-budget=8000 --screenshot='%s' '%s'";
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                take.formatted(
                    script,
                    browser,
                    browser,
                    workspace.root().resolve("docs/images/alerts.png"),
                    page))
            .inheritIO()
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0).isTrue();
  }

  private static String post(URI endpoint, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .POST(BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }
}
