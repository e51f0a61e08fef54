package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheduler is told to stop while its jobs run, a second each. */
@Tag("intake")
class QuartzIT {

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "2.5.2"})
  void endsWhatRunsAndFiresNothingMore(String version) throws Exception {
    try (Bed bed = new Bed("quartz")) {
      worker(bed, Side.AGENT, version).awaitReady().awaitBegun(5).stop().hasLeftWell();
    }
  }

  /** So that the case above proves something. */
  @Test
  void isBrokenOffWithoutTheAgent() throws Exception {
    try (Bed bed = new Bed("quartz")) {
      Worker worker = worker(bed, Side.PLAIN, "2.3.2").awaitReady().awaitBegun(5).stop();
      assertThat(worker.unfinished()).isNotEmpty();
    }
  }

  private static Worker worker(Bed bed, Side side, String version) throws Exception {
    return bed.worker(
        "QuartzWorker",
        side,
        List.of("org.quartz-scheduler:quartz:" + version),
        "-Dwork.millis=1000",
        "-Dorg.quartz.scheduler.skipUpdateCheck=true");
  }
}
