package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One rolling update under load: every provider is replaced by a new one, one after the other. */
final class Rollout implements AutoCloseable {

  private static final Duration READY = Duration.ofSeconds(120);

  /** Undisturbed load before the first replacement: what the rest is to be compared with. */
  private static final Duration LEAD_IN = Duration.ofSeconds(3);

  /** Nobody kills an instance that is slow to leave: how slow is a result. */
  private static final Duration EXIT = Duration.ofSeconds(120);

  private final RunLabel label;
  private final Scenario scenario;
  private final Progress progress;
  private final Processes processes;
  private final Applications applications;
  private final Readiness readiness = new Readiness();
  private final List<Child> providers = new ArrayList<>();
  private final List<Replacement> replacements = new ArrayList<>();

  Rollout(RunLabel label, Scenario scenario, Workspace workspace, Nacos nacos, Progress progress)
      throws IOException {
    this.label = label;
    this.scenario = scenario;
    this.progress = progress;
    Path logs = workspace.logs(label.id());
    processes = new Processes(progress);
    applications = new Applications(scenario, label, workspace, nacos, logs, processes);
  }

  RunRecord run() throws IOException, InterruptedException {
    Child consumer = startAll();
    Load load = new Load(consumer.uri("/call"), scenario.rate());
    Measurement measurement;
    try (load) {
      load.start();
      progress.step("warming up");
      new WarmUp(load, providers).await();
      measurement = new Measurement(load, progress);
      progress.at(0, "steady load of %d calls/s begins".formatted(scenario.rate()));
      measurement.watch(LEAD_IN);
      for (int i = 0; i < scenario.replicas(); i++) {
        replacements.add(replace(i, measurement));
        measurement.watch(scenario.settle());
      }
    }
    // All stop before their logs are read, so that what they say while stopping is there.
    processes.close();
    List<ProcessLog> logs = new ArrayList<>();
    for (Child child : processes.all()) {
      logs.add(ProcessLog.of(child.name(), child.logLines()));
    }
    return new RunRecord(
        label, scenario, measurement.date(), replacements, logs, measurement.calls());
  }

  /** Providers first: a consumer that finds none caches that it found none. */
  private Child startAll() throws IOException, InterruptedException {
    for (int i = 0; i < scenario.replicas(); i++) {
      providers.add(started(applications.startProvider()));
    }
    for (Child provider : providers) {
      awaitReady(provider);
    }
    Child consumer = started(applications.startConsumer());
    awaitReady(consumer);
    return consumer;
  }

  private Child started(Child child) {
    progress.step("%s starts at port %d".formatted(child.name(), child.port()));
    return child;
  }

  private void awaitReady(Child child) throws InterruptedException {
    readiness.await(child, "/ready", READY);
    progress.step("%s is up after %.1f s".formatted(child.name(), child.secondsSinceStart()));
  }

  private Replacement replace(int i, Measurement measurement)
      throws IOException, InterruptedException {
    Child before = providers.get(i);
    double started = measurement.now();
    Child after = applications.startProvider();
    progress.at(
        started,
        "replacing %s (%d of %d): %s starts at port %d"
            .formatted(before.name(), i + 1, scenario.replicas(), after.name(), after.port()));
    readiness.await(after, "/ready", READY);
    double up = measurement.now();
    progress.at(
        up,
        "%s is up after %.1f s; SIGTERM to %s"
            .formatted(after.name(), up - started, before.name()));
    double sigterm = measurement.now();
    before.terminate();
    if (!before.awaitExit(EXIT)) {
      throw new IllegalStateException(
          before.name() + " did not exit within " + EXIT.toSeconds() + " s of SIGTERM");
    }
    double exited = measurement.now();
    progress.at(exited, "%s has exited after %.1f s".formatted(before.name(), exited - sigterm));
    providers.set(i, after);
    return new Replacement(instance(before), instance(after), started, up, sigterm, exited);
  }

  private static Instance instance(Child child) {
    return new Instance(child.name(), child.port());
  }

  @Override
  public void close() {
    processes.close();
  }
}
