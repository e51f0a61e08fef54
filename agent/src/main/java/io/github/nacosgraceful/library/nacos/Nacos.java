package io.github.nacosgraceful.library.nacos;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.following.EmptyPushes;
import io.github.nacosgraceful.following.Reconnects;
import io.github.nacosgraceful.following.ServiceInfos;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.joining.ApplicationReady;
import io.github.nacosgraceful.joining.Arrival;
import io.github.nacosgraceful.joining.HealthPath;
import io.github.nacosgraceful.joining.Joiner;
import io.github.nacosgraceful.joining.Preheat;
import io.github.nacosgraceful.leaving.Departure;
import io.github.nacosgraceful.leaving.Leaver;
import io.github.nacosgraceful.leaving.Verification;
import io.github.nacosgraceful.nacos.ClientInternals;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.node.NodeAnswers;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.node.OtherNodes;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.node.Owners;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.Moment;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUp;
import io.github.nacosgraceful.thread.AgentThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Nacos clients of this process, as the rest of the agent sees them. */
public final class Nacos {

  private static final Logger log = LoggerFactory.getLogger(Nacos.class);

  /** How long a registration that is on its way when the gate closes may take to arrive. */
  private static final long PASSED_WITHIN_MILLIS = 500;

  /** The nodes of a healthy cluster agree within 1.7 s; longer than this is another's fault. */
  private static final long VERIFY_SECONDS = 5;

  private final Settings settings;
  private final Gate gate = new Gate();
  private final NacosClients clients = new NacosClients();
  private final Registrations registrations;

  public Nacos(Settings settings, Contexts contexts) {
    this.settings = settings;
    this.registrations = new Registrations(gate, clients, contexts);
  }

  /** Puts the handlers behind the hooks. */
  public void connect(Services epochs) {
    NamingServices owners = new NamingServices();
    EmptyPushes emptyPushes =
        new EmptyPushes(settings.pushEmpty(), settings.dryRun(), owners, clients);
    ServiceInfos infos = new ServiceInfos(epochs, emptyPushes);
    join();
    Bridge.install(Bridge.NACOS_CREATED, owners.created(registrations::created));
    Bridge.install(Bridge.NACOS_CONNECTED, new Reconnects(owners, settings.dryRun()).connected());
    Bridge.install(Bridge.NACOS_REGISTER, registrations.registers());
    Bridge.install(Bridge.NACOS_DEREGISTER, registrations.deregisters());
    Bridge.install(Bridge.NACOS_CLOSE, registrations.closes(emptyPushes::closed));
    Bridge.install(Bridge.NACOS_WIRE, gate.wire());
    Bridge.install(Bridge.NACOS_STORED, infos.stored());
    Bridge.install(Bridge.NACOS_CHANGED, infos.changed());
  }

  /** When and how what is registered joins. */
  private void join() {
    String when = settings.registerWhen();
    boolean delays =
        !when.equals("started") || settings.registerDelayMillis() > 0 || settings.preheats();
    if (settings.dryRun()) {
      if (delays || settings.warmUpMillis() > 0) {
        log.info(
            "dry-run: would register when {} and warm up for {} ms", when, settings.warmUpMillis());
      }
      return;
    }
    if (delays) {
      registrations.delay(
          moment(when),
          settings.registerDelayMillis(),
          settings.registerTimeoutMillis(),
          preheat());
    }
    if (settings.warmUpMillis() > 0) {
      registrations.warmUp(
          WarmUp.text(settings.warmUpMillis(), settings.warmUpCurve(), System.currentTimeMillis()));
    }
  }

  /** Null for none. */
  private Preheat preheat() {
    return settings.preheats()
        ? new Preheat(
            settings.preheatPaths(),
            settings.preheatCount(),
            settings.preheatClients(),
            settings.preheatTimeoutMillis())
        : null;
  }

  private Moment moment(String when) {
    switch (when) {
      case "ready":
        return new ApplicationReady();
      case "health":
        return new HealthPath(settings.registerHealthPath());
      default:
        return started -> true;
    }
  }

  /** What waits for its moment to be registered. */
  public List<Registration> delayed() {
    return registrations.delayed();
  }

  /** What is registered and not offline. */
  public List<Registration> registered() {
    return registrations.snapshot();
  }

  /** The namespace in which something is registered, or null if it cannot be told any more. */
  public String namespaceOf(Registration registration) {
    Object owner = registration.owner();
    try {
      return owner == null ? null : String.valueOf(ClientInternals.field(owner, "namespace"));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /**
   * Takes everything offline: from now on nothing is registered any more, and nothing comes back.
   * Asks no server; {@link #leave} does.
   *
   * @return what was online
   */
  public List<Registration> takeOffline() {
    return registrations.takeOffline();
  }

  /** The same for some registrations. Each may come back, but only by an explicit registration. */
  public List<Registration> takeOffline(Predicate<Registration> which) {
    return registrations.takeOffline(which);
  }

  /** The same for everything, but only {@link #bringOnline} opens the gate again. */
  public List<Registration> takeOfflineByHand() {
    return registrations.takeOfflineByHand();
  }

  /**
   * Lets what was taken offline by hand pass the gate again. Asks no server; {@link #arrive} does.
   *
   * @return what is to be registered once more
   */
  public List<Registration> bringOnline() {
    return registrations.bringOnline();
  }

  /** What was taken offline by hand, and would come back. */
  public List<Registration> held() {
    return registrations.held();
  }

  /** Everything that is offline while the process lives on, by hand or not. */
  public List<Registration> offline() {
    return registrations.offline();
  }

  /** Whether the process is on its way out: nothing is registered any more. */
  public boolean isClosed() {
    return gate.isClosed();
  }

  /** Whether something of these was taken offline and is not online again. */
  public boolean hasTakenOffline(Predicate<Registration> which) {
    return registrations.hasTakenOffline(which);
  }

  /**
   * Begins to deregister what was taken offline, on other threads.
   *
   * @param now by {@code System.nanoTime()}: when the stop began
   */
  public Departure leave(List<Registration> leaving, long now) throws InterruptedException {
    if (!gate.awaitPassed(PASSED_WITHIN_MILLIS)) {
      log.warn(
          "a registration or beat is still on its way to Nacos: going on; the verification will see it");
    }
    long deregisterDeadline =
        now + TimeUnit.MILLISECONDS.toNanos(settings.deregisterTimeoutMillis());
    long verifyDeadline = deregisterDeadline + TimeUnit.SECONDS.toNanos(VERIFY_SECONDS);
    NodeThreads threads = new NodeThreads();
    Owners owners = new Owners(clients);
    List<Leaver> leavers = new ArrayList<>();
    for (Registration registration : leaving) {
      Owner owner = owners.of(registration);
      if (owner != null) {
        leavers.add(
            new Leaver(
                registration,
                owner,
                gate.isClosed(),
                deregisterDeadline,
                verification(owner, threads)));
      }
    }
    leavers.forEach(Leaver::start);
    return new Departure(gate, leavers, threads, deregisterDeadline, verifyDeadline);
  }

  /**
   * Begins to register again what {@link #bringOnline} returned, on other threads.
   *
   * @param now by {@code System.nanoTime()}
   */
  public Arrival arrive(List<Registration> back, long now) {
    long registerDeadline = now + TimeUnit.MILLISECONDS.toNanos(settings.deregisterTimeoutMillis());
    Owners owners = new Owners(clients);
    List<Joiner> joiners = new ArrayList<>();
    for (Registration registration : back) {
      Owner owner = owners.of(registration);
      if (owner != null) {
        joiners.add(new Joiner(registration, owner, registerDeadline));
      }
    }
    boolean verified = !settings.verify().equals("off");
    Arrival begun =
        new Arrival(
            joiners,
            verified ? this::asked : null,
            registerDeadline + TimeUnit.SECONDS.toNanos(VERIFY_SECONDS));
    begun.start();
    return begun;
  }

  /** Asks the nodes which of these they list. */
  public NodeAnswers nodeAnswers() {
    return new NodeAnswers(clients);
  }

  private Function<Leaver, Verification> verification(Owner owner, NodeThreads threads) {
    if (settings.verify().equals("off")) {
      return null;
    }
    return leaver -> {
      Verification begun = new Verification(leaver, owner, threads);
      new AgentThread(() -> begun.start(asked(owner)), "verify-nodes", owner.loader()).start();
      return begun;
    };
  }

  /** Null if only the connected node is to be asked. */
  private OtherNodes asked(Owner owner) {
    return settings.verify().equals("all") ? owner.others : null;
  }
}
