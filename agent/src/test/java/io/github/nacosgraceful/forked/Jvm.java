package io.github.nacosgraceful.forked;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, with the agent's real jar; destroyed at the latest when it is closed. */
final class Jvm implements AutoCloseable {

  static final Path AGENT = Path.of(System.getProperty("agent.jar"));
  static final Path CLASSES = Path.of("target", "test-classes");
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Path out;
  private final Path err;
  private final Process process;

  private Jvm(List<String> command, Map<String, String> environment) throws IOException {
    out = Files.createTempFile("out", ".txt");
    err = Files.createTempFile("err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("NACOS_GRACEFUL_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** {@link App} with the agent; {@code options} come before the main class. */
  static Jvm app(String how, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("-javaagent:" + AGENT);
    command.addAll(List.of(options));
    command.add(App.class.getName());
    command.add(how);
    return java(Map.of(), command);
  }

  /** The JVM of this build with the test classes on the class path, without the agent. */
  static Jvm java(Map<String, String> environment, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    // Where a build runs in the background, SIGINT is ignored and a JVM would inherit that.
    command.addAll(List.of("env", "--default-signal=INT", tool("java")));
    command.addAll(List.of("-cp", CLASSES.toString()));
    command.addAll(arguments);
    return new Jvm(command, environment);
  }

  static Jvm command(Map<String, String> environment, String... command) throws IOException {
    return new Jvm(List.of(command), environment);
  }

  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  Jvm awaitOut(String text) {
    await().atMost(PATIENCE).until(() -> out().contains(text));
    return this;
  }

  Jvm awaitErr(String text) {
    await().atMost(PATIENCE).until(() -> err().contains(text));
    return this;
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** To the process that this one has started, and is the only one. */
  void signalChild(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(child())).start().waitFor();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long child() {
    return process.children().findFirst().orElseThrow().pid();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running; out:\n" + out() + "\nerr:\n" + err());
    }
    return process.exitValue();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  List<String> outLines() {
    return out().lines().toList();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
