package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import java.nio.file.Path;
import java.time.Duration;

/** Tells of processes that start, and waits until they are up. */
record Starts(Progress progress, ReadyProbe readiness) {

  private static final Duration READY = Duration.ofSeconds(120);

  Child begun(Child child) {
    progress.step("%s starts at port %d".formatted(child.name(), child.port()));
    return child;
  }

  void await(Child child) throws InterruptedException {
    awaitQuietly(child);
    progress.step("%s is up after %.1f s".formatted(child.name(), child.secondsSinceStart()));
  }

  /** Until it says by a file that it has joined. */
  void await(Child child, Path file) throws InterruptedException {
    readiness.awaitFile(child, file, READY);
  }

  void awaitQuietly(Child child) throws InterruptedException {
    readiness.await(child, "/ready", READY);
  }
}
