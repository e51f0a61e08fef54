package io.github.nacosgraceful.launchers;

import static io.github.nacosgraceful.launchers.LaunchBed.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.ReadyProbe;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two providers and a consumer, started in each way that Spring Boot has. One provider is told to
 * stop while the consumer calls: no call fails, and none comes to it after it has left.
 */
class LaunchersIT {

  private static final String SAMPLE = "io.github.nacosgraceful.sample.";
  private static final int ROUND = 10;

  private static LaunchBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new LaunchBed("it-launchers");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource("2025, FAT_JAR, LaunchedClassLoader")
  void leavesAndFollows(String stack, Launch launch, String loader) throws Exception {
    replace(stack, launch, loader);
  }

  /** The launcher's loader has had this name since Spring Boot 3.2. */
  @Tag("launchers")
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "greenwich, FAT_JAR, LaunchedURLClassLoader", // Spring Boot 2.1
    "greenwich, EXPLODED, LaunchedURLClassLoader",
    "greenwich, CLASS_PATH, AppClassLoader",
    "hoxton, FAT_JAR, LaunchedURLClassLoader", // 2.3
    "hoxton, PROPERTIES_LAUNCHER, LaunchedURLClassLoader",
    "hoxton, EXPLODED, LaunchedURLClassLoader",
    "2025, PROPERTIES_LAUNCHER, LaunchedClassLoader", // 3.5
    "2025, EXPLODED, LaunchedClassLoader",
    "2025, EXTRACTED, AppClassLoader",
    "2025, CLASS_PATH, AppClassLoader",
    "2025.1, FAT_JAR, LaunchedClassLoader", // 4.0
    "2025.1, PROPERTIES_LAUNCHER, LaunchedClassLoader",
    "2025.1, EXPLODED, LaunchedClassLoader",
    "2025.1, EXTRACTED, AppClassLoader",
    "2025.1, CLASS_PATH, AppClassLoader",
  })
  void leavesAndFollowsInEachWay(String stack, Launch launch, String loader) throws Exception {
    replace(stack, launch, loader);
  }

  private static void replace(String name, Launch launch, String loader) throws Exception {
    String run = LaunchBed.run(name, launch.name().toLowerCase());
    Path directory = bed.directory(run);
    Sample stack = bed.stack(name);
    List<String> provider =
        launch.prepare(stack, SAMPLE + "Provider", directory.resolve("provider"));
    List<String> caller = launch.prepare(stack, SAMPLE + "Consumer", directory.resolve("consumer"));
    Child first = bed.start("provider-1", provider, directory, run);
    Child second = bed.start("provider-2", provider, directory, run);
    Child consumer = bed.start("consumer", caller, directory, run);
    try {
      for (Child each : List.of(first, second, consumer)) {
        new ReadyProbe().await(each, "/ready", PATIENCE);
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(called(consumer)).containsOnly(port(first), port(second)));

      first.terminate();
      while (first.alive()) {
        assertThat(called(consumer)).isSubsetOf(port(first), port(second));
      }
      assertThat(called(consumer)).containsOnly(port(second));
      assertThat(first.exitCode()).isEqualTo(143);
      assertThat(AgentLines.summaries(first))
          .singleElement()
          .asString()
          .contains("Shutdown: deregistered DEFAULT_GROUP@@provider", "gone from 1 node")
          .contains("in flight 0", "suppressed errors 0")
          .doesNotContain("no request since the stop");

      consumer.terminate();
      assertThat(consumer.awaitExit(PATIENCE)).isTrue();
      assertThat(AgentLines.summaries(consumer))
          .singleElement()
          .asString()
          .contains("suppressed errors 0");
      for (Child each : List.of(first, consumer)) {
        assertThat(AgentLines.warnings(each)).isEmpty();
        assertThat(AgentLines.loaders(each, "com.alibaba.nacos"))
            .singleElement()
            .asString()
            .contains(loader);
      }
      String balancer = ribbon(stack) ? "com.netflix" : "org.springframework.cloud.loadbalancer";
      assertThat(AgentLines.loaders(consumer, balancer))
          .singleElement()
          .asString()
          .contains(loader);
    } finally {
      List.of(first, second, consumer).forEach(Child::kill);
    }
  }

  private static boolean ribbon(Sample stack) {
    return stack.libraries().stream().anyMatch(jar -> jar.toString().contains("ribbon-load"));
  }

  private static String port(Child child) {
    return String.valueOf(child.port());
  }

  /** Who answered a round of calls; a call that fails is no answer of a port. */
  private static Set<String> called(Child consumer) throws Exception {
    Set<String> answers = new HashSet<>();
    for (int i = 0; i < ROUND; i++) {
      HttpResponse<String> answer = bed.post(consumer.uri("/call"));
      answers.add(answer.body());
    }
    return answers;
  }
}
