package io.github.nacosgraceful.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page of an application with the agent, on a real Nacos: it is taken offline and brought
 * online there, and follows what becomes of the instances that it calls.
 *
 * <p>With {@code -Dupdate} the picture of it becomes the one in the documentation.
 */
@Tag("browser")
class AgentPageIT {

  private static final int WIDTH = 860;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration SOON = Duration.ofSeconds(40);

  private final Workspace workspace = Workspace.find("browser");
  private final Progress progress = new Progress(System.out);

  @Test
  void isLiveAndTakesTheApplicationOfflineAndOnlineAgain() throws Exception {
    workspace.require(workspace.agentJar());
    Path logs = workspace.logs("page");
    try (Processes processes = new Processes(progress);
        Browser browser = Browser.start(workspace)) {
      Nacos nacos =
          Nacos.start("3.1", workspace, processes, workspace.logs("page-nacos"), progress);
      Child stays = start(processes, nacos, logs, "Provider", "provider-1", Ports.application());
      Child leaves = start(processes, nacos, logs, "Provider", "provider-2", Ports.application());
      int page = Ports.application();
      Child consumer = start(processes, nacos, logs, "Consumer", "consumer", page);
      for (Child child : processes.all().subList(1, 4)) {
        new ReadyProbe().await(child, "/ready", PATIENCE);
      }
      try (Load load = new Load(consumer)) {
        browser.open(page, WIDTH);
        soon(() -> assertThat(browser.text("#state")).startsWith("Online."));
        soon(
            () ->
                assertThat(browser.text("#services"))
                    .contains("provider", ":" + stays.port(), ":" + leaves.port()));

        browser.click("#offline");
        browser.click("#yes");
        soon(() -> assertThat(browser.text("#state")).startsWith("Going offline."));
        load.pause(); // as callers do that have heard of it
        soon(() -> assertThat(browser.text("#state")).startsWith("Offline."));
        soon(() -> assertThat(browser.text("#answer")).contains("gone from 1 node"));
        soon(() -> assertThat(browser.text("#registrations")).contains("does not list it"));

        browser.click("#online");
        browser.click("#yes");
        soon(() -> assertThat(browser.text("#state")).startsWith("Online."));
        soon(() -> assertThat(browser.text("#registrations")).contains(" lists it"));
        load.goOn();
        soon(() -> assertThat(browser.text("#traffic")).containsPattern("request\n\\d+ ms ago"));
        browser.click("#drains details:nth-of-type(2) summary");
        keep(browser.picture(WIDTH));

        leaves.terminate();
        soon(
            () ->
                assertThat(browser.text("#services"))
                    .contains(":" + stays.port())
                    .doesNotContain(":" + leaves.port()));
        assertThat(load.failures()).isEmpty();
      }
      assertThat(browser.text("#errors")).isEqualTo("None.");
      assertThat(browser.complaints()).isEmpty();

      consumer.terminate();
      soon(() -> assertThat(browser.title()).startsWith("does not answer"));
      assertThat(consumer.logLines()).noneMatch(line -> line.contains("suppressed an error"));
    }
  }

  private Child start(
      Processes processes, Nacos nacos, Path logs, String main, String name, int adminPort)
      throws IOException {
    int port = Ports.application();
    List<String> command = new ArrayList<>();
    command.add(Jvm.EXECUTABLE);
    command.add("-javaagent:" + workspace.agentJar() + "=admin.port=" + adminPort);
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // The Nacos client writes its logs and its cache there: not into the home of whoever runs this.
    command.add("-Duser.home=" + Files.createDirectories(logs.resolve(name + "-home")));
    command.add("-classpath");
    command.add(Jvm.classpath(workspace.stackClasspath("2025")));
    command.add("io.github.nacosgraceful.sample." + main);
    command.add("--server.port=" + port);
    command.add("--sample.client=feign");
    command.add("--spring.cloud.nacos.discovery.server-addr=127.0.0.1:" + nacos.port());
    return processes.start(name, port, logs.resolve(name + ".log"), command);
  }

  private void keep(byte[] picture) throws IOException {
    Files.write(workspace.target().resolve("page.png"), picture);
    if (System.getProperty("update") != null) {
      Files.write(workspace.root().resolve("docs/images/page.png"), picture);
    }
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
  }
}
