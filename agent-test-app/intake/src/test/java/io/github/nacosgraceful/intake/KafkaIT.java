package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners of Spring Kafka on a real broker. A message takes 100 ms. */
@Tag("intake")
class KafkaIT {

  @ParameterizedTest
  @ValueSource(strings = {"2.2.15.RELEASE", "4.1.2"})
  void areReplacedWithoutALoss(String version) throws Exception {
    try (Bed bed = new Bed("kafka");
        KafkaBroker broker = new KafkaBroker(bed)) {
      Replacement run = replacement(bed, broker, Side.AGENT, version);
      System.out.println(run.figures("Spring Kafka " + version + " with the agent"));
      run.hasLostNothing();
    }
  }

  /** A broker that is well has let the consumer go within a moment. */
  @Test
  void costNoTimeWhileNothingIsUnderWay() throws Exception {
    try (Bed bed = new Bed("kafka");
        KafkaBroker broker = new KafkaBroker(bed)) {
      Worker worker = worker(bed, broker, Side.AGENT, "3.3.16", "-Dwork.millis=1").awaitReady();
      broker.send();
      await().until(() -> worker.ended().size() == 1);
      worker.stop();
      System.out.println("intake Spring Kafka idle: " + worker.summary());
      assertThat(worker.handedOverMillis()).isLessThan(1000);
    }
  }

  /** What was polled ends; what cannot be committed any more is not waited for. */
  @Test
  void endInTimeWhenTheBrokerIsGone() throws Exception {
    try (Bed bed = new Bed("kafka");
        KafkaBroker broker = new KafkaBroker(bed)) {
      for (int i = 0; i < 8; i++) {
        broker.send();
      }
      Worker worker = worker(bed, broker, Side.AGENT, "3.3.16", "-Dwork.millis=2000").awaitReady();
      worker.awaitBegun(1);
      broker.child().kill();
      worker.tellToStop();
      assertThat(worker.child().awaitExit(Duration.ofSeconds(60))).isTrue();
      assertThat(worker.broken()).isEmpty();
      assertThat(worker.unfinished()).isEmpty();
      assertThat(worker.summary()).contains("suppressed errors 0");
    }
  }

  private static Replacement replacement(Bed bed, KafkaBroker broker, Side side, String version)
      throws Exception {
    return Replacement.run(
        () -> worker(bed, broker, side, version, "-Dwork.millis=100"),
        50,
        broker::send,
        broker::sent);
  }

  private static Worker worker(
      Bed bed, KafkaBroker broker, Side side, String version, String... options) throws Exception {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "-Dbroker=" + broker.address();
    return bed.worker(
        "KafkaWorker", side, List.of("org.springframework.kafka:spring-kafka:" + version), all);
  }
}
