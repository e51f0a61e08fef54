package io.github.nacosgraceful.faults;

import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process with a plain nacos-client of some version, with or without the agent, that does what it
 * is told: {@code io.github.nacosgraceful.faults.program.Commands} lists what that can be.
 */
final class NamingClient implements AutoCloseable {

  private static final String MAIN = "io.github.nacosgraceful.faults.program.NamingProgram";

  /** Longer than any client waits for a server. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final Child process;
  private final Writer commands;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private NamingClient(Child process) {
    this.process = process;
    this.commands = process.process().outputWriter();
    Thread reader = new Thread(this::read, "answers-of-" + process.name());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it, and returns when its naming service is there.
   *
   * @param jvm options such as {@code -Dnacos.graceful.drain.min=1s}; another {@code -javaagent}
   *     takes the place of the agent
   * @param properties of its naming service, as {@code key=value}
   */
  static NamingClient start(
      String name,
      String version,
      boolean agent,
      Workspace workspace,
      Processes processes,
      List<String> jvm,
      List<String> properties)
      throws IOException, InterruptedException {
    Path logs = workspace.logs(name);
    List<String> command = new ArrayList<>();
    command.add(Jvm.EXECUTABLE);
    if (agent && jvm.stream().noneMatch(option -> option.startsWith("-javaagent:"))) {
      workspace.require(workspace.agentJar());
      command.add("-javaagent:" + workspace.agentJar());
    }
    command.add("-Xmx128m");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // The client writes its logs and its memory there: not into the home of whoever runs the tests.
    command.add("-Duser.home=" + logs);
    // The JDK's server: its requests are not counted. How long it serves on is tested
    // elsewhere.
    command.add("-Dnacos.graceful.drain.quiet=300ms");
    command.addAll(jvm);
    command.add("-classpath");
    command.add(classPath(version));
    command.add(MAIN);
    command.addAll(properties);
    NamingClient client =
        new NamingClient(processes.startTalking(name, 0, logs.resolve("stderr.log"), command));
    client.expect("READY");
    return client;
  }

  /** Sends a command and returns the whole answer, {@code FAILED} or not. */
  synchronized String ask(String command) throws IOException, InterruptedException {
    send(command);
    return answer(command);
  }

  /** Sends a command that has to succeed, and returns the value it is answered with. */
  String tell(String command) throws IOException, InterruptedException {
    String answer = ask(command);
    if (!answer.startsWith("OK")) {
      throw new IllegalStateException(command + ": " + answer + "; " + process.lastWords());
    }
    return answer.substring(2).strip();
  }

  /** Sends a command without waiting for its answer: {@code exit} has none. */
  synchronized void send(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
  }

  /** Lets its main method return. */
  synchronized void endInput() throws IOException {
    commands.close();
  }

  /** SIGTERM. */
  void terminate() {
    process.terminate();
  }

  /** SIGKILL. */
  void kill() {
    process.kill();
  }

  boolean awaitExit(Duration bound) {
    return process.awaitExit(bound);
  }

  boolean alive() {
    return process.alive();
  }

  Child process() {
    return process;
  }

  /** What the agent and the client wrote so far. */
  List<String> log() throws IOException {
    return process.logLines();
  }

  /** Asks the agent's endpoint, which its log has to tell of first. */
  HttpResponse<String> askAgent(String method, String path)
      throws IOException, InterruptedException {
    URI endpoint =
        await("the endpoint")
            .atMost(FaultCase.PATIENCE)
            .until(process::endpoint, Optional::isPresent)
            .orElseThrow();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(endpoint.resolve(path))
                .timeout(FaultCase.PATIENCE)
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
  }

  /** The agent's one line about a shutdown; empty without the agent. */
  String summary() throws IOException {
    return log().stream()
        .filter(line -> line.contains("[nacos-graceful]") && line.contains("handed over at"))
        .collect(Collectors.joining("\n"));
  }

  /** What it threw or logged as an error, the agent's own lines aside. */
  List<String> exceptions() throws IOException {
    return log().stream()
        .filter(line -> !line.contains("[nacos-graceful]"))
        .filter(line -> line.matches("(Exception in thread .*|\\S*(Exception|Error)(:.*)?)"))
        .toList();
  }

  @Override
  public void close() {
    process.kill();
    process.awaitExit(ANSWER);
  }

  private void expect(String line) throws InterruptedException {
    String answer = answer("start");
    if (!answer.equals(line)) {
      throw new IllegalStateException("not " + line + " but " + answer);
    }
  }

  private String answer(String command) throws InterruptedException {
    long deadline = System.nanoTime() + ANSWER.toNanos();
    while (System.nanoTime() < deadline) {
      String answer = answers.poll(100, TimeUnit.MILLISECONDS);
      if (answer != null) {
        return answer;
      }
      if (!process.alive() && answers.isEmpty()) {
        throw new IllegalStateException(
            process.name() + " ended before it answered " + command + "; " + process.lastWords());
      }
    }
    throw new IllegalStateException(
        "%s did not answer %s within %d s; %s"
            .formatted(process.name(), command, ANSWER.toSeconds(), process.lastWords()));
  }

  private void read() {
    try (BufferedReader lines = process.process().inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add(line);
      }
    } catch (IOException ended) {
      // With its process.
    }
  }

  private static String classPath(String version) {
    // Not what the client logs: it writes files of its own, and Logback would print.
    List<Path> jars =
        Jars.of(
            List.of(
                "com.alibaba.nacos:nacos-client:" + version,
                "org.apache.tomcat.embed:tomcat-embed-core:9.0.124",
                "org.slf4j:slf4j-api:1.7.36",
                "org.slf4j:slf4j-nop:1.7.36"));
    return Stream.concat(
            Stream.of(System.getProperty("programs")), jars.stream().map(Path::toString))
        .filter(jar -> !jar.contains("logback-classic"))
        .filter(jar -> Files.exists(Path.of(jar)))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
