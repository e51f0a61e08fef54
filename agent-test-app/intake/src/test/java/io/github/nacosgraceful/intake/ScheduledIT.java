package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Spring application is told to stop while its scheduled method runs, which takes 1.5 s. */
@Tag("intake")
class ScheduledIT {

  @ParameterizedTest
  @ValueSource(strings = {"5.1.20.RELEASE", "5.3.39", "6.2.19", "7.0.10"})
  void endsWhatRunsAndBeginsNothingMore(String version) throws Exception {
    try (Bed bed = new Bed("scheduled")) {
      worker(bed, Side.AGENT, version).awaitReady().awaitBegun(1).stop().hasLeftWell();
    }
  }

  /** So that the case above proves something. Spring 6.1 and newer waits by itself. */
  @Test
  void isBrokenOffWithoutTheAgent() throws Exception {
    try (Bed bed = new Bed("scheduled")) {
      Worker worker = worker(bed, Side.PLAIN, "5.3.39").awaitReady().awaitBegun(1).stop();
      assertThat(worker.broken()).isNotEmpty();
    }
  }

  private static Worker worker(Bed bed, Side side, String version) throws Exception {
    return bed.worker(
        "ScheduledWorker",
        side,
        List.of("org.springframework:spring-context:" + version),
        "-Dwork.millis=1500");
  }
}
