package io.github.nacosgraceful.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Ports;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The questions that users ask most. What doctor says is in {@code docs/diagnosis.md}, where {@code
 * -Dupdate} puts it.
 */
@Tag("doctor")
class DiagnosisIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SERVICE = "provider";

  @RegisterExtension static final DoctorBed BED = new DoctorBed();

  private final DiagnosisPage page = new DiagnosisPage(BED.workspace.root());

  @Test
  void goneInNacosButStillCalled() throws Exception {
    Site site = BED.server("3.1");
    try (ServerSocket up = DoctorBed.listen();
        Client caller = Client.open("2.2.0", site.addresses()).subscribe("called");
        Client provider = Client.fitting(site).register("called", up.getLocalPort())) {
      awaitListed(site, "called", up.getLocalPort());
      provider.deregister("called", up.getLocalPort());
      awaitNotListed(site.node(), "called", up.getLocalPort());
      Diagnosis diagnosis =
          BED.doctor(site, "called", "--instance", "127.0.0.1:" + up.getLocalPort());
      assertThat(diagnosis.ids()).startsWith("not-listed-but-serving");
      page.check("called", diagnosis);
    }
  }

  @Test
  void lostItsNetworkAndIsNeverRemoved() throws Exception {
    Site site = BED.server("3.1");
    int port = Ports.application();
    try (Client provider =
        Client.fitting(site).register("lost", Client.GROUP, port, false, Map.of())) {
      awaitListed(site, "lost", port);
    }
    Diagnosis diagnosis = BED.doctor(site, "lost");
    assertThat(diagnosis.ids()).containsExactly("dead-instance", "permanent-instance");
    page.check("lost", diagnosis);
  }

  @Test
  void destroyedButListed() throws Exception {
    Site site = BED.server("3.1");
    int port = Ports.application();
    try (Client other = Client.open("1.4.2", site.addresses()).register("destroyed", port)) {
      awaitListed(site, "destroyed", port);
      Diagnosis diagnosis = BED.doctor(site, "destroyed");
      assertThat(diagnosis.ids()).containsExactly("dead-instance");
      assertThat(diagnosis.text()).contains("Somebody beat for it a moment ago");
      page.check("destroyed", diagnosis);
    }
  }

  /** As a process that is killed leaves: its beats stop, and its port is closed. */
  @Test
  void aRollingUpdateDropsCalls() throws Exception {
    Site site = BED.server("2.2.4");
    int port = Ports.application();
    String command = DoctorBed.command(site.addresses(), SERVICE, "--watch");
    Child watching;
    try (ServerSocket up = new ServerSocket(port);
        Client provider = Client.open("1.4.2", site.addresses()).register(SERVICE, port)) {
      awaitListed(site, SERVICE, port);
      watching = BED.start(site.addresses(), SERVICE, "--watch");
      await().atMost(PATIENCE).until(() -> !watching.logLines().isEmpty());
    }
    Diagnosis diagnosis = BED.await(watching, command);
    assertThat(diagnosis.exitCode()).isZero();
    assertThat(diagnosis.text())
        .containsSubsequence("is open", "is refused", "(unhealthy)", "is on no node");
    page.check("rolling", diagnosis);
  }

  /** Two servers that stand alone, to an application that takes them for a cluster. */
  @Test
  void offlineOnOneNodeListedOnAnother() throws Exception {
    Site one = BED.server("3.1");
    Site other = BED.server("3.1", "nacos.core.auth.caching.enabled=true");
    String both = one.addresses() + "," + other.addresses();
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.open("1.4.2", both).register("alone", up.getLocalPort())) {
      // Each beat goes to either of them, and registers it there.
      awaitListed(one, "alone", up.getLocalPort());
      awaitListed(other, "alone", up.getLocalPort());
      provider.deregister("alone", up.getLocalPort());
      Diagnosis diagnosis = BED.doctor(both, "alone");
      assertThat(diagnosis.ids())
          .containsSubsequence("listed-on-some-nodes", "not-one-cluster", "not-one-cluster");
      page.check("nodes", diagnosis);
    }
  }

  private static boolean lists(NacosNode node, String service, int port) throws Exception {
    return node.listed(service, Client.GROUP).contains("127.0.0.1:" + port);
  }

  private static void awaitListed(Site site, String service, int port) {
    await().atMost(PATIENCE).until(() -> lists(site.node(), service, port));
  }

  private static void awaitNotListed(NacosNode node, String service, int port) {
    await().atMost(PATIENCE).until(() -> !lists(node, service, port));
  }
}
