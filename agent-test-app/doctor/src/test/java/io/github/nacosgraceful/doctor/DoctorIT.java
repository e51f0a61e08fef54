package io.github.nacosgraceful.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Ports;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each cause, on a real server in which it is so. */
@Tag("doctor")
class DoctorIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final DoctorBed BED = new DoctorBed();

  private final String service = BED.service();

  @Tag("core")
  @Test
  void saysWhatIsWrongAndThenThatNothingIs() throws Exception {
    Site site = BED.server("3.1");
    int port = Ports.application();
    try (Client provider = Client.fitting(site).register(service, port)) {
      awaitListed(site, port);
      Diagnosis dead = BED.doctor(site, service);
      assertThat(dead.ids()).containsExactly("dead-instance");
      assertThat(dead.text()).contains("Nacos-Java-Client:v3.1.1");
      assertThat(dead.exitCode()).isEqualTo(1);
      try (ServerSocket up = new ServerSocket(port)) {
        Diagnosis well = BED.doctor(site, service);
        assertThat(well.text())
            .startsWith("DEFAULT_GROUP@@" + service + " is in order: 1 instance on 1 node.");
        assertThat(well.exitCode()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void isInOrder(String version) throws Exception {
    Site site = BED.server(version);
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.fitting(site).register(service, up.getLocalPort())) {
      awaitListed(site, up.getLocalPort());
      assertThat(BED.doctor(site, service).exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void beatsOfSomebodyKeepADeadInstance(String version) throws Exception {
    Site site = BED.server(version);
    int port = Ports.application();
    try (Client other = Client.open("1.4.2", site.addresses()).register(service, port)) {
      awaitListed(site, port);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () ->
                  assertThat(BED.doctor(site, service).text())
                      .contains(
                          "[dead-instance]", "Somebody beat for it a moment ago", "last beat"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void isPermanent(String version) throws Exception {
    Site site = BED.server(version);
    int port = Ports.application();
    try (Client provider =
        Client.fitting(site).register(service, Client.GROUP, port, false, Map.of())) {
      awaitListed(site, port);
    }
    assertThat(BED.doctor(site, service).ids()).contains("dead-instance", "permanent-instance");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void isDisabled(String version) throws Exception {
    Site site = BED.server(version);
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.fitting(site).register(service, up.getLocalPort())) {
      awaitListed(site, up.getLocalPort());
      site.update(service, up.getLocalPort(), true, "enabled=false");
      awaitNotListed(site, up.getLocalPort());
      assertThat(BED.doctor(site, service).ids()).contains("disabled-instance");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void isRegisteredInAnotherGroupToo(String version) throws Exception {
    Site site = BED.server(version);
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.fitting(site).register(service, up.getLocalPort())) {
      provider.register(service, "OLD", up.getLocalPort(), true, Map.of());
      awaitListed(site, up.getLocalPort());
      Diagnosis twice = BED.doctor(site, service);
      assertThat(twice.ids()).contains("registered-twice");
      assertThat(twice.text()).contains("also registered as OLD@@" + service);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void itsCallerIsAnOldClient(String version) throws Exception {
    Site site = BED.server(version);
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.fitting(site).register(service, up.getLocalPort());
        Client caller = Client.open("1.4.2", site.addresses()).subscribe(service)) {
      awaitListed(site, up.getLocalPort());
      Diagnosis old = BED.doctor(site, service);
      assertThat(old.ids()).contains("old-callers", "callers-with-caches");
      assertThat(old.text()).contains("Nacos-Java-Client:v1.4.2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void theServerPushesNothing(String version) throws Exception {
    switchedOff(version, "pushEnabled", "push-off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void theServerRemovesNothing(String version) throws Exception {
    switchedOff(version, "check", "health-check-off");
  }

  private void switchedOff(String version, String toggle, String id) throws Exception {
    Site site = BED.server(version);
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.fitting(site).register(service, up.getLocalPort())) {
      awaitListed(site, up.getLocalPort());
      site.set(toggle, false);
      try {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(BED.doctor(site, service).ids()).contains(id));
      } finally {
        site.set(toggle, true);
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(BED.doctor(site, service).ids()).doesNotContain(id));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void hasAProtectionThreshold(String version) throws Exception {
    Site site = BED.server(version);
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.fitting(site).register(service, up.getLocalPort())) {
      awaitListed(site, up.getLocalPort());
      site.protect(service, 0.8);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(BED.doctor(site, service).ids()).contains("protection-threshold"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void nobodyHasThatName(String version) throws Exception {
    Site site = BED.server(version);
    int port = Ports.application();
    try (Client provider = Client.fitting(site).register(service, port)) {
      awaitListed(site, port);
      Diagnosis unknown = BED.doctor(site, service.replace("service", "Servise"));
      assertThat(unknown.ids()).containsOnlyOnce("service-unknown");
      assertThat(unknown.text()).contains("did you mean", "DEFAULT_GROUP@@" + service);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "1.4.1"})
  void thereIsNoSuchNamespace(String version) throws Exception {
    assertThat(BED.doctor(BED.server(version), service, "--namespace", "nowhere").ids())
        .contains("namespace-unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void isNotListedAndServes(String version) throws Exception {
    Site site = BED.server(version);
    try (ServerSocket up = DoctorBed.listen();
        Client caller = Client.fitting(site).subscribe(service)) {
      String instance = "127.0.0.1:" + up.getLocalPort();
      assertThat(BED.doctor(site, service, "--instance", instance).ids())
          .contains("not-listed-but-serving");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4"})
  void staysForLongWithoutBeats(String version) throws Exception {
    Site site = BED.server(version);
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.open("1.4.2", site.addresses())) {
      provider.register(
          service,
          Client.GROUP,
          up.getLocalPort(),
          true,
          Map.of("preserved.ip.delete.timeout", "600000"));
      awaitListed(site, up.getLocalPort());
      assertThat(BED.doctor(site, service).ids()).contains("late-removal");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4", "1.4.1"})
  void doesNotBeat(String version) throws Exception {
    Site site = BED.server(version);
    try (ServerSocket up = DoctorBed.listen()) {
      site.register(service, up.getLocalPort());
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () -> assertThat(BED.doctor(site, service).ids()).contains("unhealthy-instance"));
    }
  }

  @Test
  void nodesAreNotOneClusterAndOfOtherVersions() throws Exception {
    Site one = BED.server("3.1");
    Site other = BED.server("2.2.4");
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.fitting(one).register(service, up.getLocalPort())) {
      awaitListed(one, up.getLocalPort());
      assertThat(BED.doctor(one.addresses() + "," + other.addresses(), service).ids())
          .contains("listed-on-some-nodes", "not-one-cluster", "mixed-versions");
    }
  }

  @Test
  void aServer1IsNotForNewClients() throws Exception {
    assertThat(BED.doctor(BED.server("1.4.1"), service).ids()).contains("server-1");
  }

  @Test
  void aServerWithoutTheOldInterfaceIsNotForOldClients() throws Exception {
    Site site = BED.server("3.1", "nacos.core.api.compatibility.client.enabled=false");
    assertThat(BED.doctor(site, service).ids()).contains("no-clients-1");
  }

  @Test
  void theGrpcPortIsClosed() throws Exception {
    try (OnlyHttp firewall = new OnlyHttp(BED.server("3.1").node().port())) {
      assertThat(BED.doctor("127.0.0.1:" + firewall.port(), service).ids())
          .contains("grpc-port-closed");
    }
  }

  @Test
  void aNodeOrAllOfThemDoNotAnswer() throws Exception {
    String nobody = "127.0.0.1:" + Ports.application();
    Diagnosis one = BED.doctor(BED.server("3.1").addresses() + "," + nobody, service);
    assertThat(one.ids()).contains("node-unreachable");
    assertThat(one.exitCode()).isEqualTo(1);
    assertThat(BED.doctor(nobody, service).exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1", "2.2.4"})
  void asksWhoMay(String version) throws Exception {
    Site site =
        BED.server(version, "nacos.core.auth.enabled=true", "nacos.core.auth.admin.enabled=true");
    assertThat(BED.doctor(site, service).ids()).contains("not-allowed");
    assertThat(BED.doctor(site, service, "--username", "nacos", "--password=wrong").ids())
        .contains("login-refused");
    try (ServerSocket up = DoctorBed.listen();
        Client provider =
            Client.open("3.1.1", site.addresses(), "username", "nacos", "password", "nacos")) {
      provider.register(service, up.getLocalPort());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Diagnosis well =
                    BED.doctor(site, service, "--username", "nacos", "--password=nacos");
                assertThat(well.text()).contains("in order: 1 instance on 1 node");
                assertThat(well.exitCode()).isZero();
              });
    }
  }

  @Test
  void watchesUntilItIsGone() throws Exception {
    Site site = BED.server("3.1");
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.fitting(site).register(service, up.getLocalPort())) {
      awaitListed(site, up.getLocalPort());
      Child watching = BED.start(site.addresses(), service, "--watch");
      await().atMost(PATIENCE).until(() -> watching.logLines().size() > 0);
      assertThat(watching.alive()).isTrue();
      provider.deregister(service, up.getLocalPort());
      Diagnosis gone = BED.await(watching, "doctor --watch");
      assertThat(gone.exitCode()).isZero();
      assertThat(gone.text()).contains("is on " + site.addresses(), "is on no node");
    }
  }

  @Test
  void writesJson() throws Exception {
    assertThat(BED.doctor(BED.server("3.1"), service, "--json").text())
        .startsWith("{")
        .contains("\"id\": \"service-unknown\"", "\"exitCode\": 1");
  }

  private void awaitListed(Site site, int port) {
    await()
        .atMost(PATIENCE)
        .until(() -> site.node().listed(service, Client.GROUP).contains("127.0.0.1:" + port));
  }

  private void awaitNotListed(Site site, int port) {
    await()
        .atMost(PATIENCE)
        .until(() -> !site.node().listed(service, Client.GROUP).contains("127.0.0.1:" + port));
  }
}
