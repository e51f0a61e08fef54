package io.github.nacosgraceful.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Ports;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The questions that users ask most. What doctor says is in {@code docs/diagnosis.md}, where {@code
 * -Dupdate} puts it.
 */
class DiagnosisIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SERVICE = "provider";

  /** A node that did not answer is told again after that long: else it would be in step at once. */
  private static final String TOLD_AGAIN_LATE =
      "nacos.core.protocol.distro.data.sync.retryDelayMs=60000";

  /** Nodes wait 3 s for each other's answers. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(4);

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

  @Test
  void offlineOnOneNodeListedOnAnother() throws Exception {
    Site site = BED.site("3.1", 3, TOLD_AGAIN_LATE);
    NacosNode behind = site.cluster().nodes().get(2);
    try (ServerSocket up = DoctorBed.listen();
        Client provider = Client.open("3.1.1", site.node().address())) {
      int port = up.getLocalPort();
      provider.register(SERVICE, port);
      for (NacosNode node : site.cluster().nodes()) {
        await().atMost(PATIENCE).until(() -> lists(node, SERVICE, port));
      }
      behind.freeze();
      try {
        provider.deregister(SERVICE, port);
        awaitNotListed(site.node(), SERVICE, port);
        awaitNotListed(site.cluster().nodes().get(1), SERVICE, port);
        long told = System.nanoTime();
        await("the others give up telling it")
            .atMost(PATIENCE)
            .until(() -> System.nanoTime() - told > GIVEN_UP.toNanos());
      } finally {
        behind.thaw();
      }
      Diagnosis diagnosis = BED.doctor(site, SERVICE);
      assertThat(diagnosis.ids()).startsWith("listed-on-some-nodes");
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
