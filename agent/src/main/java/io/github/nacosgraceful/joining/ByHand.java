package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.change.Occasion;
import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.change.Summary;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.intake.Source;
import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Few;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;

/**
 * Takes the whole process offline while it stays up, and brings it back, for whoever operates it.
 * One change at a time; each returns when it is seen on every node, or in bounded time. Any thread
 * but the application's.
 */
public final class ByHand {

  private static final Logger log = Log.get();

  private final DryRun dryRun;
  private final Registrations registrations;
  private final Arrivals arrivals;
  private final Drains drains;
  private final SuppressedErrors errors;
  private final Scheduler scheduler;

  /** What could not be registered last time: it is tried again with the next. */
  private List<Registration> missing = Collections.emptyList();

  public ByHand(
      DryRun dryRun,
      Registrations registrations,
      Arrivals arrivals,
      Drains drains,
      SuppressedErrors errors) {
    this(dryRun, registrations, arrivals, drains, errors, Scheduler.SYSTEM);
  }

  ByHand(
      DryRun dryRun,
      Registrations registrations,
      Arrivals arrivals,
      Drains drains,
      SuppressedErrors errors,
      Scheduler scheduler) {
    this.dryRun = dryRun;
    this.registrations = registrations;
    this.arrivals = arrivals;
    this.drains = drains;
    this.errors = errors;
    this.scheduler = scheduler;
  }

  /**
   * Deregisters everything, and serves on until the callers have left: {@code shutdown.timeout} at
   * most. It stays offline until {@link #online}, whatever the application does.
   */
  public synchronized Outcome offline() {
    if (!dryRun.isOn()) {
      new Listed(registrations, scheduler).learn();
    }
    return drains.offline();
  }

  /**
   * Registers again what {@link #offline} deregistered, as Nacos listed it, through the same
   * owners.
   *
   * @throws InterruptedException if the calling thread is interrupted: the registering goes on
   */
  public synchronized Outcome online() throws InterruptedException {
    if (dryRun.isOn()) {
      return Outcome.nothing(Occasion.ONLINE, true, "dry-run: nothing was taken offline");
    }
    if (registrations.isClosed()) {
      return Outcome.nothing(Occasion.ONLINE, false, "the process is being shut down");
    }
    // Before its callers, who come as soon as it is registered.
    List<Source> taking = drains.comeBack();
    List<Registration> back = new ArrayList<>(registrations.snapshot());
    back.retainAll(missing);
    back.addAll(registrations.bringOnline());
    if (back.isEmpty()) {
      return Outcome.nothing(
          Occasion.ONLINE,
          true,
          taking.isEmpty()
              ? "nothing was taken offline by hand"
              : "nothing was registered; taking messages and jobs again: " + Few.list(taking));
    }
    log.info("Online: registering {}", Few.list(back));
    long start = scheduler.now();
    Summary summary = new Summary(Occasion.ONLINE, errors, start, scheduler);
    Arrival arrival = arrivals.begin(back, start);
    summary.begin(arrival.change());
    arrival.await();
    missing = arrival.change().missing();
    Outcome outcome = summary.end();
    drains.history().add(outcome);
    return outcome;
  }
}
