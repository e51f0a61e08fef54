package io.github.nacosgraceful.faults;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.ClassFile;
import io.github.nacosgraceful.testbed.Fault;
import io.github.nacosgraceful.testbed.FaultyJar;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs {@code RuleApp} of the agent's own tests, without the agent and with agents in which
 * something fails. Its Nacos client is the stand-in that is there: it tells what would have reached
 * Nacos.
 */
final class RuleRuns implements AutoCloseable {

  private static final String APPLICATION = "io.github.nacosgraceful.forked.RuleApp";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** The agent waits for no more than this before the application's own shutdown runs. */
  static final int TIMEOUT_SECONDS = 2;

  private final Workspace workspace = Workspace.find("faults");
  private final Processes processes = new Processes(new Progress(System.out));
  private final Path jars;

  RuleRuns(String name) throws IOException {
    workspace.require(workspace.agentJar());
    jars = workspace.logs(name);
  }

  Ending plain() throws IOException {
    return run("plain", List.of(), List.of());
  }

  /**
   * A run with such an agent.
   *
   * @param options such as {@code register.delay=1s}
   * @param classes in front of the class path: those that a library has in another way
   */
  Ending with(List<Fault> faults, List<String> options, Path... classes) throws IOException {
    Path jar = make(faults);
    try {
      String name = jar.getFileName().toString().replace(".jar", "");
      return run(name, flags(jar, options), List.of(classes));
    } finally {
      Files.delete(jar);
    }
  }

  /** The jar of such an agent, which whoever asked for it deletes. */
  Path make(List<Fault> faults) throws IOException {
    Path jar = jars.resolve("run-" + NUMBERS.incrementAndGet() + ".jar");
    return FaultyJar.copy(workspace.agentJar(), jar, faults);
  }

  /** Which methods of the agent run, each with its descriptor, and on which thread first. */
  TreeMap<String, String> methods(List<String> options) throws IOException {
    Path jar = FaultyJar.copyThatNotes(workspace.agentJar(), jars.resolve("noting.jar"));
    Path notes = jars.resolve("seen-" + NUMBERS.incrementAndGet());
    List<String> flags = new ArrayList<>(flags(jar, options));
    flags.add("-Dseen=" + notes);
    run("noting", flags, List.of());
    return Files.readAllLines(notes).stream()
        .map(line -> line.split("\t"))
        .collect(Collectors.toMap(note -> note[0], note -> note[1], (a, b) -> a, TreeMap::new));
  }

  /**
   * A folder with a class of the application that has no such method: its class, a dot, its name.
   */
  Path without(String member) throws IOException {
    String type = member.substring(0, member.lastIndexOf('.'));
    Path folder = jars.resolve("classes-" + NUMBERS.incrementAndGet());
    String file = type.replace('.', '/') + ".class";
    Files.createDirectories(folder.resolve(file).getParent());
    byte[] classFile = Files.readAllBytes(classes().resolve(file));
    Files.write(
        folder.resolve(file), ClassFile.without(member.substring(type.length() + 1), classFile));
    return folder;
  }

  /** Of the agent's own tests. */
  private Path classes() {
    return workspace.root().resolve("agent/target/test-classes");
  }

  private static List<String> flags(Path jar, List<String> options) {
    return Stream.concat(
            Stream.of(
                "-javaagent:" + jar,
                "-Dnacos.graceful.shutdown.timeout=" + TIMEOUT_SECONDS + "s",
                "-Dnacos.graceful.deregister.timeout=1s"),
            options.stream().map(option -> "-Dnacos.graceful." + option))
        .toList();
  }

  private Ending run(String name, List<String> flags, List<Path> classes) throws IOException {
    Path logs = Files.createDirectories(jars.resolve(name + "-logs"));
    List<String> command = new ArrayList<>(List.of(Jvm.EXECUTABLE));
    command.addAll(flags);
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Djava.io.tmpdir=" + logs);
    command.add("-classpath");
    command.add(
        Stream.concat(
                classes.stream(),
                Stream.concat(
                    Stream.of(classes()),
                    Jars.of(List.of("org.apache.tomcat.embed:tomcat-embed-core:10.1.48")).stream()))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(APPLICATION);
    Child child = processes.start(name, 0, logs.resolve("out"), logs.resolve("err"), command);
    try {
      await(() -> !child.alive() || seen(child).contains("app ends"), child);
      long ends = System.nanoTime();
      await(() -> !child.alive(), child);
      return new Ending(
          child.exitCode(),
          seen(child),
          (System.nanoTime() - ends) / 1e9,
          String.join("\n", child.errorLines()));
    } finally {
      child.kill();
    }
  }

  private static List<String> seen(Child child) {
    try {
      return child.logLines().stream().filter(line -> line.startsWith("app ")).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition, Child child) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new IllegalStateException("does not end: " + child.lastWords());
      }
      child.awaitExit(Duration.ofMillis(20));
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
