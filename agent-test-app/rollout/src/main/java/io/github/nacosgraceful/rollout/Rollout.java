package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * One rolling update under load: every provider is replaced by a new one, one after the other.
 * There is one consumer, or one for each of several clients.
 */
final class Rollout implements AutoCloseable {

  /** Nobody kills an instance that is slow to leave: how slow is a result. */
  private static final Duration EXIT = Duration.ofSeconds(120);

  private final RunLabel label;
  private final List<Scenario> scenarios;
  private final Scenario scenario;
  private final Progress progress;
  private final Processes processes;
  private final Applications applications;
  private final Starts starts;
  private final Callers callers;
  private final List<Child> providers = new ArrayList<>();
  private Joining joining = Joining.AS_EVER;
  private final List<Replacement> replacements = new ArrayList<>();
  private Consumer<List<Child>> halfWay = all -> {};
  private Mishaps mishaps;

  Rollout(RunLabel label, Scenario scenario, Workspace workspace, Nacos nacos, Progress progress)
      throws IOException {
    this(label, List.of(scenario), workspace, nacos, progress);
  }

  /** The scenarios differ in their clients only. */
  Rollout(
      RunLabel label, List<Scenario> scenarios, Workspace workspace, Nacos nacos, Progress progress)
      throws IOException {
    this.label = label;
    this.scenarios = scenarios;
    this.progress = progress;
    scenario = scenarios.get(0);
    Path logs = workspace.logs(label.id());
    processes = new Processes(progress);
    applications = new Applications(scenario, label, workspace, nacos, logs, processes);
    starts = new Starts(progress, new ReadyProbe());
    callers = new Callers(applications, starts);
    mishaps = new Mishaps(Mishap.NONE, () -> {}, progress);
  }

  /** For many rollouts, whose latencies nobody looks at: starts take half the time. */
  void compileQuickly() {
    applications.compileQuickly();
  }

  /** As {@link Applications#join} has it. */
  void join(Joining how) {
    applications.join(how);
    joining = how;
  }

  /** As {@link Applications#agents} has it. */
  void agents(BiFunction<String, List<String>, List<String>> flags) {
    applications.agents(flags);
  }

  /** What goes wrong in it. */
  void mishaps(Mishaps what) {
    mishaps = what;
    if (what.has(Mishap.FREEZE)) {
      applications.waitPatiently();
    }
  }

  /** Done to all processes that are alive, once half of the providers were replaced. */
  void halfWay(Consumer<List<Child>> action) {
    halfWay = action;
  }

  /** The only scenario. */
  RunRecord run() throws IOException, InterruptedException {
    RunRecord run = runAll().get(scenario);
    if (run == null) {
      throw new IllegalStateException(callers.broken().get(scenario));
    }
    return run;
  }

  /** Those whose consumer got going; of the others {@link #broken()} tells why not. */
  Map<Scenario, RunRecord> runAll() throws IOException, InterruptedException {
    startProviders();
    Measurement measurement;
    try (callers) {
      callers.start(scenarios, providers);
      callers.warmUp();
      measurement = new Measurement(callers.all().stream().map(Caller::load).toList(), progress);
      progress.at(0, "steady load of %d calls/s begins".formatted(scenario.rate()));
      measurement.watch(joining.leadIn());
      for (int i = 0; i < Math.min(scenario.replicas(), joining.most()); i++) {
        if (i == scenario.replicas() / 2) {
          halfWay.accept(processes.all().stream().filter(Child::alive).toList());
        }
        replacements.add(replace(i, measurement));
        measurement.watch(scenario.settle());
      }
      mishaps.afterwards(providers.get(0), measurement, scenario.settle());
    }
    // All stop before their logs are read, so that what they say while stopping is there.
    processes.close();
    Map<Scenario, RunRecord> runs = new LinkedHashMap<>();
    for (Caller caller : callers.all()) {
      runs.put(caller.scenario(), record(caller, measurement));
    }
    return runs;
  }

  Map<Scenario, String> broken() {
    return callers.broken();
  }

  private RunRecord record(Caller caller, Measurement measurement) throws IOException {
    List<ProcessLog> logs = new ArrayList<>();
    for (Child child : processes.all()) {
      if (applications.isProvider(child) || child == caller.process()) {
        logs.add(ProcessLog.of(child.name(), child.logLines()));
      }
    }
    return new RunRecord(
        label,
        caller.scenario(),
        measurement.date(),
        joining,
        replacements,
        mishaps.events(),
        logs,
        measurement.calls(caller.load()));
  }

  /** Before the consumers: one that finds none caches that it found none. */
  private void startProviders() throws IOException, InterruptedException {
    for (int i = 0; i < scenario.replicas(); i++) {
      providers.add(starts.begun(applications.startProvider()));
    }
    for (Child provider : providers) {
      awaitUp(provider);
    }
  }

  private void awaitUp(Child provider) throws InterruptedException {
    starts.awaitQuietly(provider);
    if (joining.isSaid()) {
      starts.await(provider, applications.readinessFile(provider.name()));
    }
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
    awaitUp(after);
    double up = measurement.now();
    progress.at(up, "%s is up after %.1f s".formatted(after.name(), up - started));
    boolean last = i == scenario.replicas() - 1;
    if (last) {
      mishaps.beforeStop(measurement);
    }
    double sigterm = measurement.now();
    before.terminate();
    progress.at(sigterm, "SIGTERM to " + before.name());
    if (last) {
      mishaps.duringStop(measurement);
    }
    if (!before.awaitExit(EXIT)) {
      throw new IllegalStateException(
          before.name() + " did not exit within " + EXIT.toSeconds() + " s of SIGTERM");
    }
    double exited = measurement.now();
    progress.at(exited, "%s has exited after %.1f s".formatted(before.name(), exited - sigterm));
    providers.set(i, after);
    return new Replacement(instance(before), instance(after), started, up, sigterm, exited);
  }

  private static Replica instance(Child child) {
    return new Replica(child.name(), child.port());
  }

  @Override
  public void close() {
    processes.close();
  }
}
