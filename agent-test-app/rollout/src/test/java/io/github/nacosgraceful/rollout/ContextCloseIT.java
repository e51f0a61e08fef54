package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Suite;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A provider whose context is closed while its JVM goes on, and a caller who knows at each moment
 * what Nacos lists.
 */
@Tag("servers")
@ExtendWith(NacosServers.Shared.class)
class ContextCloseIT {

  private static final String CLOSED = "the context was closed within";
  private static OneProvider bed;

  @BeforeAll
  static void start(NacosServers nacos) throws Exception {
    bed = new OneProvider("it-context-close", nacos);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  static Stream<String> stacks() {
    return Suite.is("servers") ? Stream.of("hoxton", "2025", "2025.1") : Stream.of("2025.1");
  }

  /** 25 contexts of Feign clients are closed with it, and with hoxton there is a bootstrap one. */
  @Tag("core")
  @ParameterizedTest
  @MethodSource("stacks")
  void losesNoCallWithTheAgentAndRegistersAgain(String stack) throws Exception {
    Child provider =
        bed.start(stack, true, "--sample.feign-contexts=25", "--sample.after-close=restart");
    awaitListed(provider);
    bed.call(provider, "/close").get();

    assertThat(failuresUntilClosed(provider, stack, true)).isEmpty();
    awaitListed(provider);
    assertThat(OneProvider.summaryOf(provider))
        .singleElement()
        .asString()
        .contains("Closing context provider", "deregistered DEFAULT_GROUP@@provider")
        .contains("gone from 1 node", "suppressed errors 0");

    provider.terminate();
    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    assertThat(OneProvider.summaryOf(provider))
        .hasSize(2)
        .element(1)
        .asString()
        .contains("Shutdown: deregistered DEFAULT_GROUP@@provider", "suppressed errors 0");
  }

  /** From Spring Boot 2.3 on, the port is closed before the instance is deregistered. */
  @ParameterizedTest
  @ValueSource(strings = "hoxton")
  void losesCallsWithoutTheAgent(String stack) throws Exception {
    Child provider = bed.start(stack, false, "--sample.after-close=stay");
    await().atMost(PATIENCE).until(() -> bed.isListed(provider));
    bed.call(provider, "/close").get();

    assertThat(failuresUntilClosed(provider, stack, false)).isNotEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"hoxton, /close", "2025.1, /actuator/shutdown"})
  void drainsOnceWhenTheJvmEndsBehindIt(String stack, String path) throws Exception {
    Child provider =
        bed.start(
            stack,
            true,
            "--management.endpoint.shutdown.access=unrestricted",
            "--management.endpoints.web.exposure.include=shutdown");
    awaitListed(provider);
    assertThat(bed.call(provider, path).get().statusCode()).isEqualTo(200);

    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    assertThat(provider.exitCode()).isZero();
    assertThat(OneProvider.summaryOf(provider))
        .singleElement()
        .asString()
        .contains("Closing context provider", "gone from 1 node", "suppressed errors 0");
  }

  @ParameterizedTest
  @ValueSource(strings = "2025.1")
  void drainsOnceWhenTheJvmIsStoppedMeanwhile(String stack) throws Exception {
    Child provider = bed.start(stack, true, "--sample.work=3s", "--server.shutdown=immediate");
    awaitListed(provider);
    CompletableFuture<HttpResponse<String>> answer = bed.call(provider, "/work");
    bed.call(provider, "/close").get();
    await().atMost(PATIENCE).until(() -> !bed.isListed(provider));
    provider.terminate();
    provider.terminate();

    assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    assertThat(OneProvider.summaryOf(provider))
        .singleElement()
        .asString()
        .contains("Closing context provider", "in flight 0", "suppressed errors 0");
  }

  private static void awaitListed(Child provider) {
    await().atMost(PATIENCE).until(() -> bed.isListed(provider));
  }

  /** Calls as long as Nacos lists the instance, until its context is closed. */
  private static List<String> failuresUntilClosed(Child provider, String stack, boolean agent)
      throws Exception {
    List<String> failures = new ArrayList<>();
    int calls = 0;
    while (!hasClosed(provider)) {
      if (bed.isListed(provider)) {
        calls++;
        String failure = call(provider);
        if (failure != null) {
          failures.add(failure);
        }
      }
    }
    System.out.printf(
        "%s %s: %d of %d calls failed; %s%n",
        stack,
        agent ? "with the agent" : "without",
        failures.size(),
        calls,
        lines(provider, CLOSED));
    return failures;
  }

  private static String call(Child provider) throws InterruptedException {
    try {
      int status = bed.call(provider, "/work").get().statusCode();
      return status == 200 ? null : String.valueOf(status);
    } catch (ExecutionException e) {
      return e.getCause().toString();
    } catch (Exception e) {
      return e.toString();
    }
  }

  private static boolean hasClosed(Child provider) throws IOException {
    return !lines(provider, CLOSED).isEmpty();
  }

  private static List<String> lines(Child provider, String text) throws IOException {
    return provider.logLines().stream().filter(line -> line.contains(text)).toList();
  }
}
