package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Ports;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Listeners of Spring Kafka in instances of a service: they serve on until their callers know, for
 * half a second at least, and take no messages meanwhile. A message takes 100 ms.
 */
@Tag("intake")
class OnNacosIT {

  @Test
  void areReplacedWithoutALoss() throws Exception {
    try (Bed bed = new Bed("nacos");
        KafkaBroker broker = new KafkaBroker(bed)) {
      Replacement run = replacement(bed, broker, bed.nacos(), Side.AGENT);
      System.out.println(run.figures("Spring Kafka on Nacos with the agent"));
      run.hasLostNothing();
      assertThat(run.replaced())
          .allSatisfy(worker -> assertThat(worker.summary()).contains("gone from 1 node"));
    }
  }

  /** So that the case above proves something. */
  @Test
  void takeMessagesWhileTheyServeOnIfIntakeIsLeftAlone() throws Exception {
    try (Bed bed = new Bed("nacos");
        KafkaBroker broker = new KafkaBroker(bed)) {
      Replacement run = replacement(bed, broker, bed.nacos(), Side.INTAKE_OFF);
      System.out.println(run.figures("Spring Kafka on Nacos with intake=off"));
      assertThat(run.begunAfterTheStop(200)).isNotEmpty();
    }
  }

  private static Replacement replacement(Bed bed, KafkaBroker broker, int nacos, Side side)
      throws Exception {
    return Replacement.run(
        () ->
            bed.worker(
                "KafkaWorker",
                side,
                List.of(
                    "org.springframework.kafka:spring-kafka:3.3.16",
                    "com.alibaba.nacos:nacos-client:3.0.3"),
                "-Dbroker=" + broker.address(),
                "-Dnacos=127.0.0.1:" + nacos,
                "-Dport=" + Ports.application(),
                "-Dwork.millis=100"),
        50,
        broker::send,
        broker::sent);
  }
}
