package io.github.nacosgraceful.part;

import io.github.nacosgraceful.config.IntakeStops;
import io.github.nacosgraceful.config.IntakeWhen;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.context.Availability;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.departure.Departures;
import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.leaving.ShutdownDrain;
import io.github.nacosgraceful.leaving.UncountedServers;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.status.DrainSpans;
import io.github.nacosgraceful.status.Facts;
import io.github.nacosgraceful.suspect.Suspects;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the parts share: one of each in a process. Made on the thread that starts the agent, and
 * handed to each part when it is connected.
 */
public final class Core {

  /** How many times as long as for one without an end a stream is waited for at first. */
  private static final long YOUNG = 4;

  private final Settings settings;
  private final DryRun dryRun;
  private final PartStates states;
  private final Contexts contexts = new Contexts();
  private final Traffic traffic;
  private final IgnoredPaths ignoredPaths;
  private final Services services;
  private final Suspects suspects;
  private final Reroutes reroutes;
  private final NamingServices namingServices = new NamingServices();
  private final Gate gate = new Gate();
  private final Registrations registrations;
  private final Intake intake = new Intake(contexts);
  private final Drains drains;
  private final ShutdownDrain shutdown;
  private final Facts facts;

  /**
   * @param states what became of the hooks
   * @param servingClasses those on the stack of a thread that serves a request
   * @param counting the parts that count requests
   */
  public Core(
      Settings settings,
      PartStates states,
      Set<String> servingClasses,
      Set<String> counting,
      SuppressedErrors errors) {
    this.settings = settings;
    dryRun = new DryRun(settings.get(Option.DRY_RUN));
    this.states = states;
    traffic =
        new Traffic(
            YOUNG * TimeUnit.MILLISECONDS.toNanos(settings.get(Option.DRAIN_STREAMS)),
            Scheduler.SYSTEM);
    ignoredPaths = new IgnoredPaths(settings.get(Option.DRAIN_IGNORE_PATHS));
    services = new Services(new WarmUps(settings.get(Option.WARMUP_MAX_SHARE)));
    suspects = new Suspects(services, dryRun);
    reroutes = new Reroutes(services, suspects, dryRun);
    registrations = new Registrations(gate, contexts);
    if (settings.get(Option.GOODBYE)) {
      registrations.sayGoodbye(System.currentTimeMillis(), traffic);
    }
    drains =
        new Drains(
            settings,
            dryRun,
            registrations,
            new Departures(
                settings.get(Option.DEREGISTER_TIMEOUT), settings.get(Option.VERIFY), gate),
            traffic,
            new Availability(contexts),
            servingClasses,
            new UncountedServers(states, counting, traffic, Scheduler.SYSTEM),
            errors);
    drains.stops(intake);
    if (settings.get(Option.INTAKE_WHEN) == IntakeWhen.READY && !dryRun.isOn()) {
      intake.waitUntilReady(settings.get(Option.REGISTER_TIMEOUT));
    }
    shutdown = new ShutdownDrain(drains);
    drains.history().onAdd(new DrainSpans(namingServices)::tell);
    facts =
        new Facts(
            settings,
            registrations,
            drains,
            services,
            traffic,
            suspects,
            reroutes,
            namingServices,
            states,
            errors);
  }

  public Settings settings() {
    return settings;
  }

  /** Asked before anything is changed. */
  public DryRun dryRun() {
    return dryRun;
  }

  /** What became of the hooks of each part. */
  public PartStates states() {
    return states;
  }

  /** The Spring contexts that come up and go down. */
  public Contexts contexts() {
    return contexts;
  }

  /** The requests that are served. */
  public Traffic traffic() {
    return traffic;
  }

  /** What Nacos has said of each service. */
  public Services services() {
    return services;
  }

  /** The instances that are better not called. */
  public Suspects suspects() {
    return suspects;
  }

  /** The calls that are made once more. */
  public Reroutes reroutes() {
    return reroutes;
  }

  /** Those of this process. */
  public NamingServices namingServices() {
    return namingServices;
  }

  /** What lets registrations and beats pass, or not. */
  public Gate gate() {
    return gate;
  }

  /** What takes messages and jobs. */
  public Intake intake() {
    return intake;
  }

  /** Whether what takes messages and jobs is ever stopped. */
  public boolean stopsIntake() {
    return settings.get(Option.INTAKE) != IntakeStops.OFF;
  }

  /** What this process has registered. */
  public Registrations registrations() {
    return registrations;
  }

  public Drains drains() {
    return drains;
  }

  /** What runs when the JVM is told to stop. */
  public ShutdownDrain shutdown() {
    return shutdown;
  }

  /** What operators see. */
  public Facts facts() {
    return facts;
  }

  /** Which requests are no traffic. */
  public IgnoredPaths ignoredPaths() {
    return ignoredPaths;
  }
}
