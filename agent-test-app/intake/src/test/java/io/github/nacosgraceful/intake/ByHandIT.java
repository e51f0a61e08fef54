package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process whose jobs take 300 ms is taken offline by hand, and brought back. */
@Tag("intake")
class ByHandIT {

  @ParameterizedTest
  @CsvSource({
    "QuartzWorker,org.quartz-scheduler:quartz:2.3.2",
    "ScheduledWorker,org.springframework:spring-context:6.2.19"
  })
  void jobsStopAndBeginAgainIfTheyAreAskedTo(String program, String library) throws Exception {
    try (Bed bed = new Bed("by-hand")) {
      Worker worker = worker(bed, program, library, "with-offline");
      Endpoint endpoint = new Endpoint(worker);
      worker.awaitBegun(3);
      assertThat(endpoint.status()).contains("\"state\": \"taking\"");
      endpoint.post("/offline");
      assertThat(worker.unfinished()).as("under way when it was offline").isEmpty();
      assertThat(endpoint.status()).contains("\"state\": \"stopped\"");
      int begun = worker.begun().size();
      await().during(Duration.ofSeconds(1)).until(() -> worker.begun().size() == begun);
      assertThat(endpoint.post("/online")).contains("taking messages and jobs again");
      await().until(() -> worker.begun().size() > begun + 2);
      worker.stop().hasLeftWell();
    }
  }

  @ParameterizedTest
  @CsvSource("QuartzWorker,org.quartz-scheduler:quartz:2.3.2")
  void jobsGoOnUnlessTheyAreAskedToStop(String program, String library) throws Exception {
    try (Bed bed = new Bed("by-hand")) {
      Worker worker = worker(bed, program, library, "with-shutdown");
      Endpoint endpoint = new Endpoint(worker);
      worker.awaitBegun(3);
      endpoint.post("/offline");
      int begun = worker.begun().size();
      await().until(() -> worker.begun().size() > begun + 2);
    }
  }

  private static Worker worker(Bed bed, String program, String library, String intake)
      throws Exception {
    return bed.worker(
            program,
            Side.AGENT,
            List.of(library),
            "-Dnacos.graceful.intake=" + intake,
            "-Dorg.quartz.scheduler.skipUpdateCheck=true",
            "-Dwork.millis=300")
        .awaitReady();
  }
}
