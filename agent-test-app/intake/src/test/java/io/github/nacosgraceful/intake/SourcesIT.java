package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What counts as taking messages, and what it is called: no consumer of a container by itself, and
 * nothing that hands replies to a template. No broker is needed for that.
 */
@Tag("intake")
class SourcesIT {

  private static final Pattern SOURCE =
      Pattern.compile("\"name\": \"([^\"]+)\",\\s+\"part\": \"spring-(?:kafka|rabbit)\"");

  @ParameterizedTest
  @ValueSource(strings = {"2.2.15.RELEASE", "2.9.13", "4.1.2"})
  void areTheListenersOfSpringKafka(String version) throws Exception {
    try (Bed bed = new Bed("sources")) {
      Worker worker =
          bed.worker(
                  "KafkaSources",
                  Side.AGENT,
                  List.of("org.springframework.kafka:spring-kafka:" + version))
              .awaitReady();
      assertThat(sources(worker)).containsExactlyInAnyOrder("orders,returns", "billing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.2.22.RELEASE", "2.4.17", "4.1.2"})
  void areTheListenersOfSpringAmqp(String version) throws Exception {
    try (Bed bed = new Bed("sources")) {
      Worker worker =
          bed.worker(
                  "RabbitSources",
                  Side.AGENT,
                  List.of("org.springframework.amqp:spring-rabbit:" + version))
              .awaitReady();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(sources(worker))
                      .containsExactlyInAnyOrder("orders,returns", "billing"));
    }
  }

  /** By the status of the agent. */
  private static List<String> sources(Worker worker) throws Exception {
    return SOURCE
        .matcher(new Endpoint(worker).status())
        .results()
        .map((MatchResult one) -> one.group(1))
        .toList();
  }
}
