package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A request that takes three seconds, and an instance that is told to stop while it is served.
 *
 * <p>What Spring Boot 3.4 and newer do by themselves, after the drain, is switched off.
 */
class InFlightIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String[] SLOW = {"--sample.work=3s", "--server.shutdown=immediate"};
  private static final Progress PROGRESS = new Progress(System.out);
  private static final Workspace WORKSPACE = Workspace.find();
  private static final Processes SERVERS = new Processes(PROGRESS);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static Nacos nacos;

  @BeforeAll
  static void startServer() throws Exception {
    nacos = Nacos.start("3.1", WORKSPACE, SERVERS, WORKSPACE.logs("it-in-flight-nacos"), PROGRESS);
  }

  @AfterAll
  static void stopServer() {
    SERVERS.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "hoxton,       /work", // Tomcat 9, javax
    "hoxton,       /work-async",
    "2025,         /work", // Tomcat 10, jakarta
    "2025,         /work-async",
    "2025-webflux, /work-async"
  })
  void isServedToItsEndWithTheAgent(String stack, String path) throws Exception {
    try (Processes processes = new Processes(PROGRESS)) {
      Child provider = startProvider(stack, path, true, processes);
      CompletableFuture<HttpResponse<String>> answer = call(provider, path);
      provider.terminate();

      HttpResponse<String> response = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(String.valueOf(provider.port()));
      assertThat(provider.awaitExit(PATIENCE)).isTrue();
      assertThat(provider.logLines())
          .filteredOn(line -> line.contains("handed over at"))
          .singleElement()
          .asString()
          .contains("in flight 0", "suppressed errors 0")
          .containsPattern("handed over at (29|3\\d)\\d\\d ms");
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"hoxton, /work", "hoxton, /work-async"})
  void isLostWithoutTheAgent(String stack, String path) throws Exception {
    try (Processes processes = new Processes(PROGRESS)) {
      Child provider = startProvider(stack, path, false, processes);
      CompletableFuture<HttpResponse<String>> answer = call(provider, path);
      provider.terminate();

      assertThat(provider.awaitExit(PATIENCE)).isTrue();
      assertThat(answered(answer)).isFalse();
    }
  }

  private static Child startProvider(String stack, String path, boolean agent, Processes processes)
      throws Exception {
    String id = "it-in-flight-%s%s-%s".formatted(stack, path.replace('/', '-'), agent);
    Path logs = WORKSPACE.logs(id);
    Scenario scenario = new Scenario(stack, nacos.version(), "feign", 1, 1, Duration.ofSeconds(1));
    Applications applications =
        new Applications(scenario, new RunLabel(id, id, agent), WORKSPACE, nacos, logs, processes);
    Child provider = applications.startProvider(SLOW);
    new Readiness().await(provider, "/ready", PATIENCE);
    return provider;
  }

  /**
   * Sends a request. It may reach the server just after the signal: an instance that drains takes
   * it all the same.
   */
  private static CompletableFuture<HttpResponse<String>> call(Child provider, String path)
      throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        HTTP.sendAsync(
            HttpRequest.newBuilder(provider.uri(path))
                .timeout(PATIENCE)
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    // One round trip later the request before it has arrived too.
    HTTP.send(HttpRequest.newBuilder(provider.uri("/ready")).build(), BodyHandlers.discarding());
    return answer;
  }

  private static boolean answered(CompletableFuture<HttpResponse<String>> answer)
      throws InterruptedException {
    try {
      return answer.get().statusCode() == 200;
    } catch (ExecutionException connectionLost) {
      return false;
    }
  }
}
