package io.github.nacosgraceful.dubbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Providers and a consumer of one run, in a namespace of their own. None outlives it. */
final class Fleet implements AutoCloseable {

  /** Three JVMs that start on two cores that others use too. */
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Processes processes = new Processes(new Progress(System.out));
  private final Software software;
  private final NacosNode nacos;
  private final boolean agent;
  private final String namespace;
  private final Path logs;
  private final Path agentJar;
  private int providers;

  Fleet(Software software, NacosNode nacos, boolean agent, Workspace workspace) throws IOException {
    this.software = software;
    this.nacos = nacos;
    this.agent = agent;
    this.namespace = software.name().replace('.', '-') + (agent ? "-agent" : "-plain");
    this.logs = workspace.logs(namespace);
    this.agentJar = workspace.agentJar();
  }

  /** Starts it, and does not wait for it. */
  Child startProvider() throws IOException {
    int port = Ports.application();
    String name = "provider-" + ++providers;
    List<String> command = command(name, "Provider", software.providerOptions());
    command.add(Integer.toString(port));
    return processes.start(name, port, logs.resolve(name + ".log"), command);
  }

  /** Returns when it says that it is there. */
  static void awaitReady(Child provider) {
    await("READY of " + provider.name())
        .atMost(PATIENCE)
        .failFast(() -> assertThat(provider.alive()).as(provider.lastWords()).isTrue())
        .until(() -> provider.logLines().contains("READY"));
  }

  Caller startConsumer() throws IOException {
    return new Caller(
        processes.startTalking(
            "consumer",
            0,
            logs.resolve("consumer.log"),
            command("consumer", "Consumer", List.of())));
  }

  /**
   * Of the services under which it is registered, those that Nacos still lists at this port.
   *
   * @throws IOException when Nacos does not answer within a second, as it happens to busy machines
   */
  List<String> listed(Child provider) throws IOException {
    List<String> listed = new ArrayList<>();
    for (String service : software.services()) {
      if (nacos.listed(service, "DEFAULT_GROUP", namespace).stream()
          .anyMatch(address -> address.endsWith(":" + provider.port()))) {
        listed.add(service);
      }
    }
    return listed;
  }

  private List<String> command(String name, String program, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Jvm.EXECUTABLE);
    if (agent) {
      command.add("-javaagent:" + agentJar);
    }
    command.add("-Xmx192m");
    // They live for half a minute: starting soon is worth more than peak speed.
    command.add("-XX:TieredStopAtLevel=1");
    // The Nacos client and Dubbo write there: not into the home of whoever runs the tests.
    command.add("-Duser.home=" + Files.createDirectories(logs.resolve(name + "-home")));
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    command.addAll(software.options());
    command.addAll(options);
    command.add("-classpath");
    command.add(software.classPath());
    command.add(software.programs() + program);
    command.addAll(software.nacos(nacos.address(), namespace));
    return command;
  }

  @Override
  public void close() {
    processes.close();
  }
}
