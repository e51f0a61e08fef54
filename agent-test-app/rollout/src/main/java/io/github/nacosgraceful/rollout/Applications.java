package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Starts the providers and the consumer of one run; in a run with the agent all of them have it.
 */
final class Applications {

  private static final String PROVIDER = "provider-";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String SAMPLE = "io.github.nacosgraceful.sample.";

  private final Scenario scenario;
  private final RunLabel label;
  private final Workspace workspace;
  private final Path logs;
  private final Processes processes;
  private List<String> java = List.of(Jvm.EXECUTABLE);
  private List<String> jvmOptions = List.of();
  private Joining joining = Joining.AS_EVER;
  private boolean errorsApart;
  private BiFunction<String, List<String>, List<String>> agents = (process, ours) -> ours;
  private UnaryOperator<Classpath> jars = ofTheStack -> ofTheStack;
  private String provider = "Provider";
  private String servers;
  private List<String> consumerArguments = List.of();
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
    this.logs = logs;
    this.processes = processes;
    servers = "127.0.0.1:" + nacos.port();
  }

  /** No process that is started from now on reaches peak speed. */
  void compileQuickly() {
    jvmOptions = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }

  /** Processes that are started from now on run on another JVM, with these options of it. */
  void runOn(Path executable, List<String> options) {
    java = new ArrayList<>(List.of(executable.toString()));
    java.addAll(options);
  }

  /** How providers join that are started from now on. */
  void join(Joining how) {
    joining = how;
  }

  /** Providers that are started from now on are another application of the sample. */
  void provideWith(String main) {
    provider = main;
  }

  /**
   * Consumers that are started from now on wait a minute for an answer, as Feign does unless it is
   * told otherwise; Reactor Netty waits for ever.
   */
  void waitPatiently() {
    consumerArguments =
        Stream.of(
                "feign.client.config.default",
                "spring.cloud.openfeign.client.config.default",
                "sample")
            .map(client -> "--" + client + ".read-timeout=" + PATIENCE.toMillis())
            .toList();
  }

  /** Processes that are started from now on know these nodes of Nacos, as a client is told them. */
  void servers(String addresses) {
    servers = addresses;
  }

  /** Of a provider: there once it has joined, if it says so. */
  Path readinessFile(String name) {
    return logs.resolve(name + ".ready");
  }

  /** What they write to standard error does not go to their logs. */
  void keepErrorsApart() {
    errorsApart = true;
  }

  /**
   * Other agents beside this one.
   *
   * @param flags the flags of all agents, in their order: given the name of the process, and the
   *     flag of this one if the run has it
   */
  void agents(BiFunction<String, List<String>, List<String>> flags) {
    agents = flags;
  }

  /** Processes that are started from now on have other jars than those of their stack. */
  void runWith(UnaryOperator<Classpath> others) {
    jars = others;
  }

  /** The next provider, at a port that none had before. */
  Child startProvider(String... more) throws IOException {
    providers++;
    List<String> arguments = new ArrayList<>(joining.arguments());
    arguments.addAll(List.of(more));
    return start(PROVIDER + providers, provider, scenario.stack(), List.of(), arguments);
  }

  /** The scenario may differ from the one of the providers in its client. */
  Child startConsumer(Scenario through, String... more) throws IOException {
    Client client = Client.named(through.client());
    List<String> arguments = new ArrayList<>(client.arguments());
    arguments.addAll(consumerArguments);
    arguments.addAll(List.of(more));
    return start(
        "consumer-" + client.name(),
        client.main(),
        client.stack(through.stack()),
        client.jars(),
        arguments);
  }

  boolean isProvider(Child child) {
    return child.name().startsWith(PROVIDER);
  }

  private Child start(
      String name, String main, String stack, List<String> optionalJars, List<String> more)
      throws IOException {
    int port = Ports.application();
    List<String> command = new ArrayList<>();
    command.addAll(java);
    command.addAll(
        agents.apply(
            name, label.agent() ? List.of("-javaagent:" + workspace.agentJar()) : List.of()));
    command.add("-Xmx256m");
    command.addAll(jvmOptions);
    if (name.startsWith(PROVIDER) && joining.isSaid()) {
      joining.options().forEach(option -> command.add("-Dnacos.graceful." + option));
      command.add("-Dnacos.graceful.readiness.file=" + readinessFile(name));
    }
    // The Nacos client writes its logs and its cache there: not into the home of whoever runs this.
    command.add("-Duser.home=" + Files.createDirectories(logs.resolve(name + "-home")));
    command.add("-classpath");
    command.add(jars.apply(Classpath.of(workspace, stack)).with(optionalJars));
    command.add(SAMPLE + main);
    command.add("--server.port=" + port);
    command.add("--spring.cloud.nacos.discovery.server-addr=" + servers);
    command.add("--spring.cloud.nacos.discovery.namespace=" + label.namespace());
    command.addAll(more);
    Path log = logs.resolve(name + ".log");
    return errorsApart
        ? processes.start(name, port, log, logs.resolve(name + ".err"), command)
        : processes.start(name, port, log, command);
  }
}
