package io.github.nacosgraceful.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Cluster;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts servers when they are first needed, and doctor as users do. */
final class DoctorBed implements AfterAllCallback {

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  final Workspace workspace = Workspace.find("doctor");
  private final Progress progress = new Progress(System.out);
  private final Processes processes = new Processes(progress);
  private final Map<String, Site> sites = new HashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  /** One server that all tests of the class share; they keep apart by the names of services. */
  Site server(String version, String... settings) throws Exception {
    return site(version, 1, settings);
  }

  Site site(String version, int nodes, String... settings) throws Exception {
    String key = version + nodes + String.join(" ", settings);
    Site site = sites.get(key);
    if (site == null) {
      Path logs = workspace.logs("servers-" + sites.size());
      site =
          new Site(Cluster.start(version, nodes, workspace, processes, logs, progress, settings));
      sites.put(key, site);
    }
    return site;
  }

  /** A name that no other test has. */
  String service() {
    return "service-" + numbers.incrementAndGet();
  }

  /** A port that accepts connections until it is closed. */
  static ServerSocket listen() throws IOException {
    return new ServerSocket(Ports.application(), 50, InetAddress.getByName("127.0.0.1"));
  }

  Diagnosis doctor(Site site, String service, String... more) throws Exception {
    return doctor(site.addresses(), service, more);
  }

  /** Returns when it has ended. */
  Diagnosis doctor(String addresses, String service, String... more) throws Exception {
    return await(start(addresses, service, more), command(addresses, service, more));
  }

  Child start(String addresses, String service, String... more) throws IOException {
    workspace.require(workspace.agentJar());
    List<String> command =
        new ArrayList<>(List.of(Jvm.EXECUTABLE, "-jar", workspace.agentJar().toString()));
    command.addAll(arguments(addresses, service, more));
    Path logs = workspace.logs("doctor-" + numbers.incrementAndGet());
    return processes.start("doctor", 0, logs.resolve("out.log"), command);
  }

  Diagnosis await(Child doctor, String command) throws IOException {
    assertThat(doctor.awaitExit(PATIENCE)).as("doctor ends").isTrue();
    String text = String.join("\n", doctor.logLines()) + "\n";
    progress.text("$ " + command + "\n" + text);
    return new Diagnosis(command, text, doctor.exitCode());
  }

  /** Runs any command of the jar. */
  Diagnosis run(List<String> arguments) throws IOException {
    workspace.require(workspace.agentJar());
    List<String> command =
        new ArrayList<>(List.of(Jvm.EXECUTABLE, "-jar", workspace.agentJar().toString()));
    command.addAll(arguments);
    Path logs = workspace.logs("command-" + numbers.incrementAndGet());
    String typed = "java -jar nacos-graceful-agent.jar " + String.join(" ", arguments);
    return await(processes.start("command", 0, logs.resolve("out.log"), command), typed);
  }

  static String command(String addresses, String service, String... more) {
    return "java -jar nacos-graceful-agent.jar "
        + String.join(" ", arguments(addresses, service, more));
  }

  private static List<String> arguments(String addresses, String service, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("doctor", "--server-addr", addresses, "--service", service));
    arguments.addAll(List.of(more));
    return arguments;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    sites.values().forEach(site -> site.cluster().close());
    processes.close();
  }
}
