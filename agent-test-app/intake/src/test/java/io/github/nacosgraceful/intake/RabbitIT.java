package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners of Spring AMQP on a real RabbitMQ. */
@Tag("intake")
class RabbitIT {

  /** A message takes 300 ms, and 20 are fetched at a time. */
  @ParameterizedTest
  @ValueSource(strings = {"2.4.17", "4.1.2"})
  void areReplacedWithoutALoss(String version) throws Exception {
    try (Bed bed = new Bed("rabbitmq");
        RabbitMq broker = new RabbitMq(bed)) {
      Replacement run =
          Replacement.run(
              () -> worker(bed, broker, Side.AGENT, version, 300, 20),
              160,
              broker::send,
              broker::sent);
      System.out.println(run.figures("Spring AMQP " + version + " with the agent"));
      run.hasLostNothing();
    }
  }

  /** Spring AMQP gives it 5 s, and then closes the connection. */
  @Test
  void endsAMessageThatTakesLonger() throws Exception {
    try (Bed bed = new Bed("rabbitmq");
        RabbitMq broker = new RabbitMq(bed)) {
      assertThat(deliveredAgain(bed, broker, Side.AGENT)).isFalse();
    }
  }

  /** So that the case above proves something. */
  @Test
  void isDeliveredAgainWithoutTheAgent() throws Exception {
    try (Bed bed = new Bed("rabbitmq");
        RabbitMq broker = new RabbitMq(bed)) {
      assertThat(deliveredAgain(bed, broker, Side.PLAIN)).isTrue();
    }
  }

  private static boolean deliveredAgain(Bed bed, RabbitMq broker, Side side) throws Exception {
    Worker leaving = worker(bed, broker, side, "3.2.12", 8000, 1).awaitReady();
    broker.send();
    leaving.awaitBegun(1).stop();
    assertThat(leaving.begun()).containsExactly("order-1");
    Worker next = worker(bed, broker, side, "3.2.12", 10, 1).awaitReady();
    broker.send();
    await().until(() -> next.ended().contains("order-2"));
    return next.begun().contains("order-1");
  }

  private static Worker worker(
      Bed bed, RabbitMq broker, Side side, String version, int millis, int prefetch)
      throws Exception {
    return bed.worker(
        "RabbitWorker",
        side,
        List.of("org.springframework.amqp:spring-rabbit:" + version),
        "-Dbroker=" + broker.port(),
        "-Dprefetch=" + prefetch,
        "-Dwork.millis=" + millis);
  }
}
