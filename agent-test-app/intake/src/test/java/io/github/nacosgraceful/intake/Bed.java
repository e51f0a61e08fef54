package io.github.nacosgraceful.intake;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The processes of one test, and a folder for what they write. */
final class Bed implements AutoCloseable {

  private static final String PROGRAMS = "io.github.nacosgraceful.intake.program.";

  /** Says what a worker logs at WARN and above. */
  private static final String LOGGER = "org.slf4j:slf4j-simple:1.7.36";

  private static final Progress PROGRESS = new Progress(System.out);

  private final Processes processes = new Processes(PROGRESS);
  private final Path folder;
  private int started;

  Bed(String name) throws IOException {
    Path work = Files.createDirectories(Path.of(System.getProperty("work")));
    folder = Files.createTempDirectory(work, name + "-");
  }

  Path folder() {
    return folder;
  }

  /**
   * Starts a worker, and comes back at once.
   *
   * @param libraries coordinates of what it runs with
   * @param options of its JVM
   */
  Worker worker(String program, Side side, List<String> libraries, String... options)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.add("-Xmx192m");
    if (side.hasAgent()) {
      all.add("-javaagent:" + System.getProperty("agent.jar"));
      all.add("-Dnacos.graceful.admin.port=0");
    }
    if (side == Side.INTAKE_OFF) {
      all.add("-Dnacos.graceful.intake=off");
    }
    all.addAll(Arrays.asList(options));
    List<String> with = new ArrayList<>(libraries);
    if (libraries.stream().noneMatch(one -> one.contains("slf4j"))) {
      with.add(LOGGER);
    }
    List<Path> jars = new ArrayList<>();
    jars.add(Path.of(System.getProperty("programs")));
    jars.addAll(Jars.of(with));
    return new Worker(java(PROGRAMS + program, all, jars, List.of()), side);
  }

  /** Starts a Nacos of its own, and says at which port. */
  int nacos() throws IOException, InterruptedException {
    Path logs = Files.createDirectories(folder.resolve("nacos"));
    return Nacos.start("3.1", Workspace.find("intake"), processes, logs, PROGRESS).port();
  }

  /** Starts some server's own main. */
  Child server(String main, List<String> options, List<Path> jars, List<String> arguments)
      throws IOException {
    return java(main, options, jars, arguments);
  }

  /** Starts some server that is no JVM. */
  Child process(String name, List<String> command) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    return processes.start(name, 0, home.resolve("out"), home.resolve("err"), command);
  }

  private Child java(String main, List<String> options, List<Path> jars, List<String> arguments)
      throws IOException {
    String name = main.substring(main.lastIndexOf('.') + 1) + "-" + ++started;
    Path home = Files.createDirectories(folder.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(Jvm.EXECUTABLE);
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Duser.home=" + home);
    command.addAll(options);
    command.add("-classpath");
    command.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(main);
    command.addAll(arguments);
    return processes.start(name, 0, home.resolve("out"), home.resolve("err"), command);
  }

  @Override
  public void close() {
    processes.close();
  }
}
