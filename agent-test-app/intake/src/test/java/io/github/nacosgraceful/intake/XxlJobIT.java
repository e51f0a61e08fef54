package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of two executors, which are sent a job each 200 ms, one is told to stop. A job takes 300 ms. */
@Tag("intake")
class XxlJobIT {

  @ParameterizedTest
  @ValueSource(strings = {"2.3.1", "2.4.2", "3.1.1", "3.3.2"})
  void leavesItsAdminAndEndsItsJobs(String version) throws Exception {
    try (Stop stop = new Stop(Side.AGENT, version)) {
      assertThat(stop.leaving.unfinished()).as("in the middle when it exited").isEmpty();
      assertThat(stop.leaving.broken()).as("broken off").isEmpty();
      assertThat(stop.leaving.summary())
          .contains("; intake stopped at ")
          .contains("; in flight 0;");
      assertThat(stop.sentToItAfter(1000)).as("sent to it after a second").isEmpty();
      List<String> accepted =
          stop.admin.sent().stream()
              .filter(XxlJobAdmin.Sent::accepted)
              .map(XxlJobAdmin.Sent::job)
              .toList();
      assertThat(stop.admin.sent())
          .as("a job that was refused is run elsewhere")
          .allMatch(sent -> accepted.contains(sent.job()));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                List<String> ended = new ArrayList<>(stop.leaving.ended());
                ended.addAll(stop.staying.ended());
                assertThat(ended).containsExactlyInAnyOrderElementsOf(accepted);
              });
    }
  }

  /** So that the case above proves something. */
  @Test
  void isBrokenOffWithoutTheAgent() throws Exception {
    try (Stop stop = new Stop(Side.PLAIN, "2.4.2")) {
      assertThat(stop.leaving.broken()).isNotEmpty();
    }
  }

  /** What is sent all the same is refused, and it does not register again. */
  @Test
  void refusesWhatIsSentWhileAJobRuns() throws Exception {
    try (Bed bed = new Bed("xxl-job");
        XxlJobAdmin admin = new XxlJobAdmin()) {
      int port = Ports.application();
      String address = "http://127.0.0.1:" + port + "/";
      Worker worker = worker(bed, Side.AGENT, admin, "2.4.2", port, 4000).awaitReady();
      await().until(() -> admin.registered().contains(address));
      await().until(() -> admin.beats(address));
      assertThat(admin.send(address, "job-1")).isTrue();
      worker.awaitBegun(1);
      worker.tellToStop();
      await().until(() -> !admin.registered().contains(address));
      assertThat(admin.beats(address)).isFalse();
      assertThat(admin.send(address, "job-2")).isFalse();
      worker.awaitExit();
      assertThat(worker.ended()).containsExactly("job-1");
      assertThat(admin.registered()).isEmpty();
    }
  }

  /** A job that is longer than the drain is named, and ends as it would without the agent. */
  @Test
  void namesTheJobThatIsLongerThanTheDrain() throws Exception {
    try (Bed bed = new Bed("xxl-job");
        XxlJobAdmin admin = new XxlJobAdmin()) {
      int port = Ports.application();
      Worker worker =
          worker(
                  bed,
                  Side.AGENT,
                  admin,
                  "2.4.2",
                  port,
                  20_000,
                  "-Dnacos.graceful.shutdown.timeout=3s")
              .awaitReady();
      String address = "http://127.0.0.1:" + port + "/";
      await().until(() -> admin.beats(address)); // it opens its port on a thread of its own
      assertThat(admin.send(address, "job-1")).isTrue();
      worker.awaitBegun(1).stop();
      assertThat(worker.summary()).contains("; in flight 1 (1 job demoJob); time is up");
      assertThat(worker.broken()).containsExactly("job-1");
    }
  }

  /** Two executors under load, one of which has stopped when this is made. */
  private static final class Stop implements AutoCloseable {

    final Bed bed = new Bed("xxl-job");
    final XxlJobAdmin admin = new XxlJobAdmin();
    final Worker leaving;
    final Worker staying;
    private final String address;

    Stop(Side side, String version) throws Exception {
      int port = Ports.application();
      address = "http://127.0.0.1:" + port + "/";
      leaving = worker(bed, side, admin, version, port, 300);
      staying = worker(bed, side, admin, version, Ports.application(), 300);
      leaving.awaitReady();
      staying.awaitReady();
      await().until(() -> admin.registered().size() == 2);
      ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
      try {
        clock.scheduleAtFixedRate(admin::trigger, 0, 200, TimeUnit.MILLISECONDS);
        leaving.awaitBegun(5).tellToStop();
        leaving.awaitExit();
        int there = staying.begun().size();
        await().until(() -> staying.begun().size() > there + 3);
      } finally {
        clock.shutdown();
        clock.awaitTermination(5, TimeUnit.SECONDS);
      }
    }

    List<XxlJobAdmin.Sent> sentToItAfter(long millis) {
      return admin.sent().stream()
          .filter(sent -> sent.address().equals(address))
          .filter(sent -> sent.millis() > leaving.stoppedAt() + millis)
          .toList();
    }

    @Override
    public void close() {
      bed.close();
      admin.close();
    }
  }

  private static Worker worker(
      Bed bed,
      Side side,
      XxlJobAdmin admin,
      String version,
      int port,
      int millis,
      String... options)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-Dadmin=" + admin.address());
    all.add("-Dport=" + port);
    all.add("-Dwork.millis=" + millis);
    return bed.worker(
        "XxlJobWorker",
        side,
        List.of("com.xuxueli:xxl-job-core:" + version),
        all.toArray(new String[0]));
  }
}
