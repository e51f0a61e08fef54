package io.github.nacosgraceful.leaving;

import io.github.nacosgraceful.change.History;
import io.github.nacosgraceful.change.Occasion;
import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.config.IntakeStops;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.context.Availability;
import io.github.nacosgraceful.context.SpringContext;
import io.github.nacosgraceful.departure.Departures;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Source;
import io.github.nacosgraceful.intake.Stopping;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Few;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Begins drains, whatever the reason. Each registration leaves in one drain only: whoever comes
 * second waits for the first.
 */
public final class Drains {

  private static final Logger log = Log.get();

  /** The application's own shutdown begins that soon after a drain. */
  private static final long JUST_NOW = TimeUnit.SECONDS.toNanos(10);

  /** Under which errors of stopping listeners and jobs are counted. */
  private static final String INTAKE_STOP = "intake.stop";

  private final Settings settings;
  private final DryRun dryRun;
  private final Registrations registrations;
  private final Departures departures;
  private final Traffic traffic;
  private final Availability availability;
  private final Set<String> servers;
  private final Predicate<List<Registration>> uncounted;
  private final SuppressedErrors errors;
  private final Scheduler scheduler;
  private final List<Drain> running = new CopyOnWriteArrayList<>();
  private final History history = new History();
  private volatile Intake intake;
  private volatile boolean mayMiss;
  private volatile long inVain;
  private volatile Stamp endedAt = Stamp.NEVER;

  /**
   * @param availability what Spring Boot's applications say of themselves
   * @param servers classes that are on the stack of a thread that serves a request
   * @param uncounted of what leaves: whether requests to some of it are not counted
   */
  public Drains(
      Settings settings,
      DryRun dryRun,
      Registrations registrations,
      Departures departures,
      Traffic traffic,
      Availability availability,
      Set<String> servers,
      Predicate<List<Registration>> uncounted,
      SuppressedErrors errors) {
    this(
        settings,
        dryRun,
        registrations,
        departures,
        traffic,
        availability,
        servers,
        uncounted,
        errors,
        Scheduler.SYSTEM);
  }

  public Drains(
      Settings settings,
      DryRun dryRun,
      Registrations registrations,
      Departures departures,
      Traffic traffic,
      Availability availability,
      Set<String> servers,
      Predicate<List<Registration>> uncounted,
      SuppressedErrors errors,
      Scheduler scheduler) {
    this.settings = settings;
    this.dryRun = dryRun;
    this.registrations = registrations;
    this.departures = departures;
    this.traffic = traffic;
    this.availability = availability;
    this.servers = servers;
    this.uncounted = uncounted;
    this.errors = errors;
    this.scheduler = scheduler;
    registrations.leavingIs(this::isLeaving);
  }

  /** What takes messages and jobs, which a drain stops. Said once, before the first. */
  public void stops(Intake all) {
    intake = all;
  }

  /** What takes messages and jobs; null if nobody has said. */
  public Intake intake() {
    return intake;
  }

  /**
   * Drains what is registered and belongs to some contexts, and stops what takes messages and jobs
   * for them, while the process goes on. The rest is as with {@link #drain(String, Predicate)}.
   */
  boolean drainContexts(String title, Predicate<SpringContext> contexts) {
    return drain(
        title,
        registration -> registration.context() != null && contexts.test(registration.context()),
        context -> context != null && contexts.test(context));
  }

  /**
   * Drains what is registered and meant, while the process goes on. Called by the thread that is
   * about to stop it; comes back when it may go on.
   *
   * @param title what stops, in words
   * @return whether there was something to drain, now or before, and has left Nacos. What has not
   *     is the application's to deregister, and to wait for
   */
  public boolean drain(String title, Predicate<Registration> which) {
    return drain(title, which, context -> false);
  }

  private boolean drain(
      String title, Predicate<Registration> which, Predicate<SpringContext> contexts) {
    if (dryRun.isOn()) {
      List<Registration> leaving =
          registrations.snapshot().stream().filter(which).collect(Collectors.toList());
      if (!leaving.isEmpty()) {
        dryRun.says("{}: would deregister {} and drain", title, Few.list(leaving));
      }
      return false;
    }
    Drain begun =
        begin(
            Occasion.stop(title),
            () -> registrations.takeOffline(which),
            other -> other.concerns(which),
            taken -> taken.isEmpty() ? null : stopIntake(contexts, true),
            false);
    if (!begun.isNothing()) {
      refuse(() -> availability.refuse(begun.contexts()));
      run(begun);
    }
    return registrations.haveLeft(which);
  }

  /**
   * Drains everything, for the process ends.
   *
   * @return whether there was something to drain, here, already under way, or before, and has left
   *     Nacos; or nothing was registered, and callers were waited for
   */
  boolean drainAll(String title) {
    if (dryRun.instead("deregister {} and drain", Few.list(registrations.snapshot()))) {
      return false;
    }
    Drain begun =
        begin(
            Occasion.stop(title),
            registrations::takeOffline,
            any -> true,
            taken -> closeIntake(),
            true);
    if (!traffic.threadsAside().hasThisOne()
        && !isServing()
        && HiddenRequest.mayBeOf(Thread.currentThread())) {
      begun.mayHideARequest();
    }
    if (!begun.isNothing()) {
      refuse(availability::refuse);
    }
    run(begun);
    return registrations.haveLeft(any -> true) || begun.hasServedUnregistered() && !mayMiss;
  }

  /** The agent came late: what was registered before may be unknown here. */
  public void mayMissRegistrations() {
    mayMiss = true;
  }

  /** Takes everything offline by hand, and drains it. */
  public Outcome offline() {
    String online = Few.list(registrations.snapshot());
    if (dryRun.says("Offline: would deregister {} and drain", online)) {
      return Outcome.nothing(Occasion.OFFLINE, true, "dry-run: would deregister " + online);
    }
    Drain begun =
        begin(
            Occasion.OFFLINE,
            registrations::takeOfflineByHand,
            any -> true,
            taken -> withOffline() ? stopIntake(any -> true, false) : null,
            false);
    if (begun.isNothing()) {
      return Outcome.nothing(Occasion.OFFLINE, true, "nothing was online");
    }
    refuse(availability::refuse);
    run(begun);
    Outcome outcome = begun.outcome();
    return outcome != null
        ? outcome
        : Outcome.nothing(Occasion.OFFLINE, false, "another drain took it offline, or time is up");
  }

  private boolean withOffline() {
    return settings.get(Option.INTAKE) == IntakeStops.WITH_OFFLINE;
  }

  private Stopping closeIntake() {
    if (intake != null) {
      intake.close();
    }
    return stopIntake(any -> true, true);
  }

  /** Null also if that fails: then it goes on until the application stops it. */
  private Stopping stopIntake(Predicate<SpringContext> which, boolean forGood) {
    try {
      return intake == null
          ? null
          : intake.stop(which, forGood, settings.get(Option.SHUTDOWN_TIMEOUT));
    } catch (RuntimeException | Error e) {
      errors.suppressed(INTAKE_STOP, e);
      return null;
    }
  }

  /**
   * What was taken offline by hand comes back.
   *
   * @return what takes messages and jobs again
   */
  public List<Source> comeBack() {
    availability.accept();
    return intake == null ? Collections.emptyList() : intake.startAgain();
  }

  /** Whatever fails there, the drain goes on. */
  private static void refuse(Runnable refusal) {
    try {
      refusal.run();
    } catch (RuntimeException | Error e) {
      log.debug("Spring Boot's readiness was not turned", e);
    }
  }

  private boolean isLeaving(Registration registration) {
    return running.stream().anyMatch(drain -> drain.isLeaving(registration));
  }

  /**
   * How long the drain that has just ended has waited for requests that are in flight still, in
   * milliseconds: whoever waits for them next need not wait so long. 0 if there are none, or no
   * drain has just ended.
   */
  public long waitedInVain() {
    return endedAt.isWithin(JUST_NOW, scheduler.now()) ? TimeUnit.NANOSECONDS.toMillis(inVain) : 0;
  }

  /** Whether something is being drained. */
  public boolean isUnderWay() {
    return !running.isEmpty();
  }

  public History history() {
    return history;
  }

  /**
   * One step decides which drain takes something offline, and which waits for it.
   *
   * @param stopping tells what takes messages and jobs to stop, once it is known what leaves
   * @param last whether the process ends with it
   */
  private synchronized Drain begin(
      Occasion occasion,
      Supplier<List<Registration>> leaving,
      Predicate<Drain> others,
      Function<List<Registration>, Stopping> stopping,
      boolean last) {
    List<Drain> awaited = running.stream().filter(others).collect(Collectors.toList());
    List<Registration> taken = leaving.get();
    Drain begun =
        new Drain(
            occasion,
            settings,
            registrations,
            departures,
            traffic,
            uncounted,
            errors,
            scheduler,
            taken,
            awaited,
            last && taken.isEmpty() && awaited.isEmpty() && isCalledUnregistered(),
            stopping.apply(taken));
    if (!begun.isNothing() && servesCountedRequest()) {
      begun.addOwnRequest();
      awaited.forEach(Drain::addOwnRequest);
    }
    if (!begun.isNothing()) {
      running.add(begun);
    }
    return begun;
  }

  /**
   * Whether the process is called though nothing is registered, nor was: a gateway behind a
   * balancer. Where all that served was closed before, a late call says nothing.
   */
  private boolean isCalledUnregistered() {
    return settings.get(Option.NACOS)
        && registrations.offline().isEmpty()
        && !availability.areApplicationsOver()
        && (traffic.isCalled(scheduler.now()) || traffic.inFlight() > traffic.streamsInFlight());
  }

  private void run(Drain drain) {
    try {
      drain.runInTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.warn("the drain was interrupted: {}", drain.next());
    } finally {
      try {
        drain.tell(registrations);
      } finally {
        drain.isNoted(); // not before: whoever waited for it may deregister now
      }
      inVain = drain.inVain();
      endedAt = Stamp.at(scheduler.now());
      if (drain.outcome() != null) {
        history.add(drain.outcome());
      }
      running.remove(drain);
    }
  }

  /**
   * The thread that calls System.exit or close() may be serving a request: it will not end before,
   * and is not waited for. One that does not count is none of those in flight.
   */
  private boolean servesCountedRequest() {
    return !traffic.threadsAside().hasThisOne() && isServing();
  }

  private boolean isServing() {
    for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
      if (servers.contains(frame.getClassName())) {
        return true;
      }
    }
    return false;
  }
}
