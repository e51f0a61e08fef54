package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Child;
import java.net.http.HttpResponse;
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

  private static final String[] SLOW = {"--sample.work=3s", "--server.shutdown=immediate"};
  private static OneProvider bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new OneProvider("it-in-flight");
  }

  @AfterAll
  static void stop() {
    bed.close();
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
    Child provider = bed.start(stack, true, SLOW);
    CompletableFuture<HttpResponse<String>> answer = bed.call(provider, path);
    provider.terminate();

    HttpResponse<String> response = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(String.valueOf(provider.port()));
    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    assertThat(OneProvider.summaryOf(provider))
        .singleElement()
        .asString()
        .contains("in flight 0", "suppressed errors 0")
        .containsPattern("handed over at [2-9]\\d\\d\\d ms");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"hoxton, /work", "hoxton, /work-async"})
  void isLostWithoutTheAgent(String stack, String path) throws Exception {
    Child provider = bed.start(stack, false, SLOW);
    CompletableFuture<HttpResponse<String>> answer = bed.call(provider, path);
    provider.terminate();

    assertThat(provider.awaitExit(PATIENCE)).isTrue();
    assertThat(answered(answer)).isFalse();
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
