package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The processes started for one run, or for all of them. None outlives it: {@link #close} stops
 * them, and so does this JVM when it is told to stop itself.
 */
public final class Processes implements AutoCloseable {

  private static final Duration AT_THE_END = Duration.ofSeconds(10);

  /** Shorter than the time after which a service manager or an impatient user kills this JVM. */
  private static final Duration WHEN_TOLD_TO_STOP = Duration.ofSeconds(5);

  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Progress progress;
  private final Thread hook = new Thread(this::stopped, "stop-processes");
  private boolean closed;

  public Processes(Progress progress) {
    this.progress = progress;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts a process, unless closing has begun: nothing may be started behind its back. */
  public synchronized Child start(String name, int port, Path log, List<String> command)
      throws IOException {
    return start(
        name,
        port,
        log,
        log,
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
  }

  /** One whose standard error goes to a file of its own. */
  public synchronized Child start(
      String name, int port, Path log, Path errors, List<String> command) throws IOException {
    return start(
        name,
        port,
        log,
        errors,
        new ProcessBuilder(command).redirectOutput(log.toFile()).redirectError(errors.toFile()));
  }

  /** One whose standard output is read here; only its standard error goes to the log. */
  public synchronized Child startTalking(String name, int port, Path log, List<String> command)
      throws IOException {
    return start(name, port, log, log, new ProcessBuilder(command).redirectError(log.toFile()));
  }

  private Child start(String name, int port, Path log, Path errors, ProcessBuilder builder)
      throws IOException {
    if (closed) {
      throw new IllegalStateException("stopping: " + name + " is not started");
    }
    Process process = builder.directory(log.getParent().toFile()).start();
    Child child = new Child(name, port, process, log, errors);
    children.add(child);
    return child;
  }

  public List<Child> all() {
    return children;
  }

  @Override
  public void close() {
    stopAll(AT_THE_END);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      // The hook is at work on the same children; both may.
    }
  }

  private void stopped() {
    progress.stopping();
    stopAll(WHEN_TOLD_TO_STOP);
  }

  private void stopAll(Duration bound) {
    synchronized (this) {
      closed = true;
    }
    children.forEach(Child::terminate);
    long deadline = System.nanoTime() + bound.toNanos();
    for (Child child : children) {
      child.awaitExit(Duration.ofNanos(deadline - System.nanoTime()));
    }
    children.forEach(Child::kill);
    children.forEach(child -> child.awaitExit(WHEN_TOLD_TO_STOP));
  }
}
