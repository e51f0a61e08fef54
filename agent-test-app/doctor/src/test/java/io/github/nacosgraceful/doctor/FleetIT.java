package io.github.nacosgraceful.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code fleet} on real servers, held against what was registered there. */
@Tag("doctor")
class FleetIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SERVICES = 200;
  private static final int INSTANCES = 10;

  @RegisterExtension static final DoctorBed BED = new DoctorBed();

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void tellsWhatIsRegistered(String version) throws Exception {
    Site site = BED.server(version);
    String service = BED.service();
    try (Client one =
            Client.fitting(site)
                .register(
                    service,
                    Client.GROUP,
                    Ports.application(),
                    true,
                    Map.of("nacos-graceful.agent", "1.0.0"));
        Client two = Client.fitting(site).register(service, Ports.application())) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () ->
                  assertThat(fleet(site.addresses()).text())
                      .containsPattern("DEFAULT_GROUP@@" + service + " +2 +1 +1\\.0\\.0 +"));
      Diagnosis half = fleet(site.addresses() + ",127.0.0.1:1");
      assertThat(half.exitCode()).isEqualTo(1);
      assertThat(half.text())
          .contains("127.0.0.1:1 does not answer: ", "DEFAULT_GROUP@@" + service);
    }
  }

  /** Half of a large company. How long it takes is printed; the bound is for a machine at work. */
  @Test
  void tellsOfTwoThousandInstances() throws Exception {
    Site site = BED.server("3.1");
    Map<Integer, Map<String, String>> instances = new TreeMap<>();
    IntStream.range(0, INSTANCES)
        .forEach(
            i ->
                instances.put(
                    20_000 + i, i % 2 == 0 ? Map.of("nacos-graceful.agent", "1.0.0") : Map.of()));
    try (Client all = Client.fitting(site)) {
      for (int i = 0; i < SERVICES; i++) {
        all.register("fleet-" + i, instances);
      }
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () -> {
                long begun = System.nanoTime();
                Diagnosis fleet = fleet(site.addresses());
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                System.out.println(
                    "FleetIT: 200 services of 10 instances within " + millis + " ms");
                for (int i = 0; i < SERVICES; i++) {
                  assertThat(fleet.text())
                      .containsPattern("DEFAULT_GROUP@@fleet-" + i + " +10 +5 +1\\.0\\.0 +");
                }
                assertThat(fleet.exitCode()).isZero();
                assertThat(millis).isLessThan(30_000);
              });
    }
  }

  private static Diagnosis fleet(String addresses) throws Exception {
    return BED.run(List.of("fleet", "--server-addr", addresses));
  }
}
