package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Push consumers of RocketMQ, four threads each, on a real broker. A message takes 300 ms. */
@Tag("intake")
class RocketMqIT {

  @ParameterizedTest
  @CsvSource({"4.9.8,false", "5.5.0,true"})
  void areReplacedWithoutALoss(String version, boolean orderly) throws Exception {
    Replacement run = replacement(Side.AGENT, version, orderly);
    System.out.println(
        run.figures("RocketMQ " + version + (orderly ? " in order" : "") + " with the agent"));
    run.hasLostNothing();
  }

  /** So that the case above proves something. */
  @Test
  void loseMessagesWithoutTheAgent() throws Exception {
    Replacement run = replacement(Side.PLAIN, "5.3.3", false);
    System.out.println(run.figures("RocketMQ 5.3.3 without the agent"));
    assertThat(run.interrupted()).isNotEmpty();
    assertThat(run.twice()).isNotEmpty();
  }

  private static Replacement replacement(Side side, String version, boolean orderly)
      throws Exception {
    try (Bed bed = new Bed("rocketmq");
        RocketMq broker = new RocketMq(bed)) {
      int[] names = new int[1];
      return Replacement.run(
          () ->
              bed.worker(
                  "RocketMqWorker",
                  side,
                  List.of("org.apache.rocketmq:rocketmq-client:" + version),
                  "-Dbroker=" + broker.address(),
                  "-Dname=worker-" + ++names[0],
                  "-Dorderly=" + orderly,
                  "-Dwork.millis=300"),
          60,
          broker::send,
          broker::sent);
    }
  }
}
