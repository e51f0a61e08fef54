package io.github.nacosgraceful.contract;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a program in a JVM of its own, with or without the agent, and never leaves it behind. */
final class Fork {

  /** A program lives for a few seconds: starting soon is worth more than peak speed. */
  private static final String SOON = "-XX:TieredStopAtLevel=1";

  private long deadlineSeconds = 90;
  private Path javaHome = Path.of(System.getProperty("java.home"));

  private final List<String> classPath = new ArrayList<>();
  private final List<String> options = new ArrayList<>();

  /**
   * @param jars beside the programs; without Logback, which would print what the libraries log
   */
  Fork(List<Path> jars) {
    classPath.add(System.getProperty("programs"));
    jars.stream()
        .map(Path::toString)
        .filter(jar -> !jar.contains("logback-classic"))
        .forEach(classPath::add);
    options.add("-Xmx256m");
    options.add("-XX:+UseSerialGC");
    options.add(SOON);
  }

  Fork withAgent() {
    options.add("-javaagent:" + System.getProperty("agent.jar"));
    return this;
  }

  /** Where much is done in it, and not a little soon. */
  Fork atPeakSpeed() {
    options.remove(SOON);
    return this;
  }

  /** On another JVM than the one of this build. */
  Fork on(Path home) {
    javaHome = home;
    return this;
  }

  /** One more option of the JVM, such as {@code -Dname=value}. */
  Fork with(String option) {
    options.add(option);
    return this;
  }

  Fork within(Duration deadline) {
    deadlineSeconds = deadline.toSeconds();
    return this;
  }

  /** In front of everything else. */
  Fork withClasses(Path directory) {
    classPath.add(0, directory.toString());
    return this;
  }

  Output run(String main, String... arguments) throws IOException, InterruptedException {
    Path work = Files.createDirectories(Path.of(System.getProperty("work")));
    Path home = Files.createTempDirectory(work, "fork-");
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(options);
    // The Nacos client writes there: not into the home of whoever runs the tests.
    command.add("-Duser.home=" + home);
    command.add("-classpath");
    command.add(String.join(File.pathSeparator, classPath));
    command.add(main);
    command.addAll(Arrays.asList(arguments));
    Path out = home.resolve("stdout");
    Path err = home.resolve("stderr");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(deadlineSeconds, TimeUnit.SECONDS)) {
        throw new IllegalStateException(main + " takes too long; see " + home);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return new Output(process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }

  record Output(int exit, List<String> out, String err) {

    /** The values of the line that begins with {@code name}: {@code name key=value key=value}. */
    Map<String, Long> values(String name) {
      String line =
          out.stream()
              .filter(candidate -> candidate.startsWith(name + " "))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no line '" + name + "' in " + this));
      return Arrays.stream(line.substring(name.length() + 1).split(" "))
          .map(pair -> pair.split("="))
          .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1])));
    }
  }
}
