package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the providers and the consumer of one run; in a run with the agent all of them have it.
 */
final class Applications {

  private static final String SAMPLE = "io.github.nacosgraceful.sample.";

  private final Scenario scenario;
  private final RunLabel label;
  private final Workspace workspace;
  private final Nacos nacos;
  private final Path logs;
  private final Processes processes;
  private int providers;

  Applications(
      Scenario scenario,
      RunLabel label,
      Workspace workspace,
      Nacos nacos,
      Path logs,
      Processes processes) {
    this.scenario = scenario;
    this.label = label;
    this.workspace = workspace;
    this.nacos = nacos;
    this.logs = logs;
    this.processes = processes;
  }

  /** The next provider, at a port that none had before. */
  Child startProvider(String... more) throws IOException {
    providers++;
    return start("provider-" + providers, "Provider", more);
  }

  Child startConsumer() throws IOException {
    return start("consumer", "Consumer", "--sample.client=" + scenario.client());
  }

  private Child start(String name, String main, String... more) throws IOException {
    int port = Ports.application();
    List<String> command = new ArrayList<>();
    command.add(Jvm.EXECUTABLE);
    if (label.agent()) {
      command.add("-javaagent:" + workspace.agentJar());
    }
    command.add("-Xmx256m");
    // The Nacos client writes its logs and its cache there: not into the home of who runs this.
    command.add("-Duser.home=" + Files.createDirectories(logs.resolve(name + "-home")));
    command.add("-classpath");
    command.add(Jvm.classpath(workspace.stackClasspath(scenario.stack())));
    command.add(SAMPLE + main);
    command.add("--server.port=" + port);
    command.add("--spring.cloud.nacos.discovery.server-addr=127.0.0.1:" + nacos.port());
    command.add("--spring.cloud.nacos.discovery.namespace=" + label.id());
    command.addAll(List.of(more));
    return processes.start(name, port, logs.resolve(name + ".log"), command);
  }
}
