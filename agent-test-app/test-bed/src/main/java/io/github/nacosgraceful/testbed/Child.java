package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process that was started here, with the port it serves and the file it logs to. */
public final class Child {

  private static final Pattern ENDPOINT = Pattern.compile("the endpoint is at (http://\\S+)");

  private final String name;
  private final int port;
  private final Process process;
  private final Path log;
  private final Path errors;
  private final long started = System.nanoTime();

  /** Both files are the same where standard error goes to the log. */
  Child(String name, int port, Process process, Path log, Path errors) {
    this.name = name;
    this.port = port;
    this.process = process;
    this.log = log;
    this.errors = errors;
  }

  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  public double secondsSinceStart() {
    return (System.nanoTime() - started) / 1e9;
  }

  public boolean alive() {
    return process.isAlive();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public long pid() {
    return process.pid();
  }

  /** Its standard input, and its standard output where that does not go to the log. */
  public Process process() {
    return process;
  }

  /** Sends it a signal that Java knows no method for, such as STOP or CONT. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGTERM, as a rolling update sends it. */
  public void terminate() {
    process.destroy();
  }

  public void kill() {
    process.destroyForcibly();
  }

  /** Whether it has exited within the bound; an interrupted caller finds it as it is. */
  public boolean awaitExit(Duration bound) {
    try {
      return process.waitFor(Math.max(0, bound.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Of a process that has exited. */
  public int exitCode() {
    return process.exitValue();
  }

  /**
   * The log so far. Applications may write bytes that are not UTF-8; they are not worth failing.
   */
  public List<String> logLines() throws IOException {
    return lines(log);
  }

  /** Where the agent's endpoint is, by its log; empty if that does not say so, so far. */
  public Optional<URI> endpoint() throws IOException {
    return logLines().stream()
        .map(ENDPOINT::matcher)
        .filter(Matcher::find)
        .map(matcher -> URI.create(matcher.group(1)))
        .findFirst();
  }

  /** What it wrote to standard error, and to the log where that is one file. */
  public List<String> errorLines() throws IOException {
    return lines(errors);
  }

  /** What a failure message says about it. */
  public String lastWords() {
    return errors.equals(log) ? end(log) : end(log) + "\n" + end(errors);
  }

  private static String end(Path file) {
    try {
      List<String> lines = lines(file);
      List<String> last = lines.subList(Math.max(0, lines.size() - 15), lines.size());
      return "the end of " + file + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return file + " cannot be read: " + e;
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }
}
