package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One of two providers is taken offline by hand under load, stays offline, and is brought back: no
 * call fails, it is not called while it is offline, and Nacos then lists it as it did before.
 */
@Tag("operate")
class OperateIT {

  private static final int RATE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer than a client 1 waits from beat to beat, and a client 2 or 3 from redo to redo. */
  private static final Duration OFFLINE = Duration.ofSeconds(12);

  /** Nacos pushes after half a second, and here other work may be under way. */
  private static final double SOON_SECONDS = 10;

  private static final Progress PROGRESS = new Progress(System.out, "OperateIT: ");
  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Nacos server, stack, and its client. */
  static Stream<Arguments> operations() {
    return Stream.of("3.1", "2.2.4")
        .flatMap(
            nacos ->
                Stream.of(
                    Arguments.of(nacos, "2025", "feign"),
                    Arguments.of(nacos, "hoxton", "resttemplate"),
                    Arguments.of(nacos, "2020", "feign")));
  }

  @ParameterizedTest(name = "Nacos {0}, {1}, {2}")
  @MethodSource("operations")
  void goesOfflineAndOnlineWithoutAFailedCall(String version, String stack, String client)
      throws Exception {
    String id = "operate-%s-%s".formatted(version, stack);
    RunLabel label = new RunLabel(id, "by hand", true);
    Scenario scenario = new Scenario(stack, version, client, 2, RATE, OFFLINE);
    Prerequisites.check(WORKSPACE, scenario);
    PROGRESS.text("\n" + scenario);
    try (Processes processes = new Processes(PROGRESS)) {
      Path logs = WORKSPACE.logs(id);
      Nacos nacos = Nacos.start(version, WORKSPACE, processes, logs.resolve("nacos"), PROGRESS);
      Applications applications =
          new Applications(scenario, label, WORKSPACE, nacos, logs, processes);
      applications.compileQuickly();
      applications.agents(
          (process, agents) -> agents.stream().map(flag -> flag + "=admin.port=0").toList());
      Listed listed = new Listed(nacos, label.namespace());
      operate(scenario, applications, listed, new Starts(PROGRESS, new ReadyProbe()));
    }
  }

  private static void operate(
      Scenario scenario, Applications applications, Listed listed, Starts starts) throws Exception {
    Child one = starts.begun(applications.startProvider());
    Child two = starts.begun(applications.startProvider());
    starts.await(one);
    starts.await(two);
    try (Callers callers = new Callers(applications, starts)) {
      callers.start(List.of(scenario), List.of(one, two));
      callers.warmUp();
      assertThat(callers.broken()).isEmpty();
      Load load = callers.all().get(0).load();
      Measurement measurement = new Measurement(List.of(load), PROGRESS);
      JsonNode before = listed.entry(one);
      URI endpoint = endpoint(one);
      assertThat(get(endpoint, "/readiness").statusCode()).isEqualTo(200);

      double asked = measurement.now();
      String offline = post(endpoint, "/offline");
      double offlineAt = measurement.now();
      PROGRESS.at(offlineAt, "POST /offline: " + summary(offline));
      assertThat(offline).contains("\"state\": \"offline\"", "\"ok\": true", "gone from 1 node");
      assertThat(get(endpoint, "/readiness").statusCode()).isEqualTo(503);
      measurement.watch(OFFLINE);
      assertThat(listed.entry(one)).as("Nacos' entry while it is offline").isNull();
      assertThat(get(endpoint, "/status").body()).contains("\"listed\": false");
      List<Call> whileOffline =
          measurement.calls(load).stream().filter(call -> call.due() / 1e9 > offlineAt).toList();
      assertThat(whileOffline).isNotEmpty().noneMatch(call -> call.port() == one.port());
      assertThat(one.alive()).isTrue();

      double onlineAsked = measurement.now();
      String online = post(endpoint, "/online");
      PROGRESS.at(measurement.now(), "POST /online: " + summary(online));
      assertThat(online).contains("\"state\": \"online\"", "\"ok\": true", "listed by 1 node");
      assertThat(listed.entry(one)).as("Nacos' entry, as it was").isEqualTo(before);
      await()
          .atMost(PATIENCE)
          .until(() -> firstCalled(measurement.calls(load), one, onlineAsked) > 0);
      double called = firstCalled(measurement.calls(load), one, onlineAsked) - onlineAsked;
      double lastCalled = lastCalled(measurement.calls(load), one, onlineAsked) - asked;

      one.terminate();
      assertThat(one.awaitExit(PATIENCE)).isTrue();
      measurement.watch(Duration.ofSeconds(2));
      List<Call> calls = measurement.calls(load);
      PROGRESS.text(
          "%,d calls, %d failed; last called %.2f s after POST /offline, called again %.2f s after POST /online"
              .formatted(
                  calls.size(), calls.stream().filter(Call::failed).count(), lastCalled, called));
      assertThat(FailureCauses.of(calls)).isEmpty();
      assertThat(lastCalled).isLessThan(SOON_SECONDS);
      assertThat(called).isLessThan(SOON_SECONDS);
      assertThat(one.logLines())
          .anyMatch(line -> line.contains("Shutdown: deregistered DEFAULT_GROUP@@provider"))
          .noneMatch(line -> line.contains("suppressed errors") && line.contains(" WARN "));
    }
  }

  /** When the first call that was due after that moment was due; 0 if there was none. */
  private static double firstCalled(List<Call> calls, Child provider, double after) {
    return calls.stream()
        .filter(call -> call.port() == provider.port() && call.due() / 1e9 > after)
        .mapToDouble(call -> call.due() / 1e9)
        .min()
        .orElse(0);
  }

  private static double lastCalled(List<Call> calls, Child provider, double before) {
    return calls.stream()
        .filter(call -> call.port() == provider.port() && call.due() / 1e9 < before)
        .mapToDouble(call -> call.due() / 1e9)
        .max()
        .orElse(0);
  }

  private static URI endpoint(Child provider) throws IOException {
    return provider
        .endpoint()
        .orElseThrow(() -> new AssertionError("no endpoint: " + provider.lastWords()));
  }

  private static String summary(String answer) throws IOException {
    return JSON.readTree(answer).path("summary").asText();
  }

  private static String post(URI endpoint, String path) throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            request(endpoint, path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static HttpResponse<String> get(URI endpoint, String path) throws Exception {
    return HTTP.send(request(endpoint, path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(URI endpoint, String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(PATIENCE);
  }

  /** What Nacos lists. */
  private record Listed(Nacos nacos, String namespace) {

    private static final List<String> KEPT =
        List.of("weight", "enabled", "ephemeral", "clusterName", "healthy", "metadata");

    /** What an instance was registered with; null if it is not there. */
    JsonNode entry(Child provider) throws Exception {
      URI list =
          URI.create(
              "http://127.0.0.1:%d/nacos/v1/ns/instance/list?serviceName=provider&namespaceId=%s"
                  .formatted(nacos.port(), namespace));
      HttpRequest request = HttpRequest.newBuilder(list).timeout(PATIENCE).build();
      String body = HTTP.send(request, BodyHandlers.ofString()).body();
      for (JsonNode host : JSON.readTree(body).path("hosts")) {
        if (host.path("port").asInt() == provider.port()) {
          return ((ObjectNode) host).retain(KEPT);
        }
      }
      return null;
    }
  }
}
