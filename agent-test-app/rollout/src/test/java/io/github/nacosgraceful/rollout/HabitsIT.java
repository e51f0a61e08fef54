package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A provider that is told to stop, or stops itself, while it does what real applications do: it
 * streams answers, is probed at paths of its own, and is ended from one of its requests.
 */
@Tag("servers")
@ExtendWith(NacosServers.Shared.class)
class HabitsIT {

  private static final String STREAMS = "--sample.streams=true";
  private static final String IMMEDIATE = "--server.shutdown=immediate";
  private static final Pattern HANDED_OVER = Pattern.compile("handed over at (\\d+) ms");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static OneProvider bed;

  @BeforeAll
  static void start(NacosServers nacos) throws Exception {
    bed = new OneProvider("it-habits", nacos);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  /** Of a language model, or a tool: ten seconds long, of which one is over. */
  @ParameterizedTest
  @CsvSource({"2025.1", "2025.1-jetty", "2025-undertow", "2025-webflux"})
  void sendsAnAnswerThatBeganAMomentAgoToItsEnd(String stack) throws Exception {
    Child provider = bed.start(stack, true, STREAMS, IMMEDIATE);
    InputStream answer = begun(provider, "/answer");
    provider.terminate();
    String rest = new String(answer.readAllBytes(), US_ASCII);
    assertThat(rest.split("data:event", -1)).hasSize(100);
    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    assertThat(summary(provider)).contains("in flight 0;", "suppressed errors 0");
    assertThat(handedOver(provider)).isBetween(8_000L, 14_000L);
  }

  /** Spring Boot waits for it too: both together no longer than it would alone. */
  @ParameterizedTest
  @CsvSource({"2025.1", "2025-undertow"})
  void stopsNoLaterThanWithoutTheAgentWhereAStreamHasNoEnd(String stack) throws Exception {
    double plain = secondsToStop(stack, false);
    double agent = secondsToStop(stack, true);
    assertThat(plain).as("Spring Boot's own wait").isGreaterThan(9);
    assertThat(agent).isLessThan(plain + 2);
  }

  private static double secondsToStop(String stack, boolean agent) throws Exception {
    Child provider =
        bed.start(
            List.of("-Dnacos.graceful.drain.streams=1500ms"),
            stack,
            agent,
            STREAMS,
            "--server.shutdown=graceful",
            "--spring.lifecycle.timeout-per-shutdown-phase=10s");
    try (InputStream events = begun(provider, "/events")) {
      long begin = System.nanoTime();
      provider.terminate();
      assertThat(provider.awaitExit(PATIENCE)).isTrue();
      if (agent) {
        assertThat(provider.errorLines()).anyMatch(line -> line.contains("Spring waits "));
      }
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  /** By Kubernetes at any path, and by others below the path of the application. */
  @ParameterizedTest
  @CsvSource({
    "2025.1, server.servlet.context-path",
    "2025.1-jetty, server.servlet.context-path",
    "2025-undertow, server.servlet.context-path",
    "2025-webflux, spring.webflux.base-path"
  })
  void takesNoProbesForTraffic(String stack, String property) throws Exception {
    Child provider = bed.start(stack, true, IMMEDIATE, "--" + property + "=/orders");
    ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor();
    try {
      List<Integer> answers = new ArrayList<>();
      probes.scheduleAtFixedRate(
          () -> {
            answers.add(probe(provider, "/orders/actuator/health", "curl"));
            answers.add(probe(provider, "/orders/probed", "kube-probe/1.29"));
          },
          0,
          250,
          TimeUnit.MILLISECONDS);
      await().atMost(PATIENCE).until(() -> answers.size() > 20);
      provider.terminate();
      assertThat(provider.awaitExit(PATIENCE)).isTrue();
    } finally {
      probes.shutdownNow();
    }
    assertThat(summary(provider)).contains("no request since the stop; in flight 0");
    assertThat(handedOver(provider)).isLessThan(4_000);
  }

  private static int probe(Child provider, String path, String sender) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(provider.uri(path))
                  .header("User-Agent", sender)
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (Exception stopped) {
      return 0;
    }
  }

  /** Where the stop comes from, and for how long that request is waited for. */
  @ParameterizedTest
  @CsvSource({
    "2025.1, /exit, 4000",
    "2025.1, /exit-later, 4000",
    "2025.1-jetty, /exit, 4000",
    "2025-undertow, /exit, 4000",
    "2025-webflux, /exit, 4000",
    "2025-webflux, /exit-later, 9000"
  })
  void doesNotWaitForTheRequestThatEndsTheProcess(String stack, String path, long most)
      throws Exception {
    Child provider = bed.start(stack, true, STREAMS, IMMEDIATE);
    bed.post(provider, path);
    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    assertThat(summary(provider)).contains("in flight 0;", "suppressed errors 0");
    assertThat(handedOver(provider)).isLessThan(most);
  }

  /** It does not count, so there is none to be subtracted. */
  @ParameterizedTest
  @CsvSource({"2025.1", "2025.1-jetty", "2025-undertow", "2025-webflux"})
  void waitsForAnotherRequestWhereTheOneThatEndsTheProcessDoesNotCount(String stack)
      throws Exception {
    Child provider = bed.start(stack, true, STREAMS, IMMEDIATE, "--sample.work=5s");
    CompletableFuture<HttpResponse<String>> answer = bed.call(provider, "/work-async");
    bed.post(provider, "/actuator/exit");
    assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    assertThat(handedOver(provider)).isGreaterThan(3_000);
  }

  /** The body of a response that has begun. */
  private static InputStream begun(Child provider, String path) throws Exception {
    InputStream body =
        HTTP.send(HttpRequest.newBuilder(provider.uri(path)).build(), BodyHandlers.ofInputStream())
            .body();
    assertThat(new String(body.readNBytes(10), US_ASCII)).isEqualTo("data:event");
    return body;
  }

  private static String summary(Child provider) throws Exception {
    List<String> lines = OneProvider.summaryOf(provider);
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static long handedOver(Child provider) throws Exception {
    Matcher at = HANDED_OVER.matcher(summary(provider));
    assertThat(at.find()).isTrue();
    return Long.parseLong(at.group(1));
  }
}
