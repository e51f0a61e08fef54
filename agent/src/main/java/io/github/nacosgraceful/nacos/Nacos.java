package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.epoch.Epochs;
import io.github.nacosgraceful.spring.Contexts;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
  public void connect(Epochs epochs) {
    NamingServices owners = new NamingServices();
    EmptyPushes emptyPushes =
        new EmptyPushes(settings.pushEmpty(), settings.dryRun(), owners, clients);
    ServiceInfos infos = new ServiceInfos(epochs, emptyPushes);
    Bridge.install(Bridge.NACOS_CREATED, owners.created(registrations::created));
    Bridge.install(Bridge.NACOS_CONNECTED, new Reconnects(owners, settings.dryRun()).connected());
    Bridge.install(Bridge.NACOS_REGISTER, registrations.registers());
    Bridge.install(Bridge.NACOS_DEREGISTER, registrations.deregisters());
    Bridge.install(Bridge.NACOS_CLOSE, registrations.closes(emptyPushes::closed));
    Bridge.install(Bridge.NACOS_WIRE, gate.wire());
    Bridge.install(Bridge.NACOS_STORED, infos.stored());
    Bridge.install(Bridge.NACOS_CHANGED, infos.changed());
  }

  /** What is registered and not offline. */
  public List<Registration> registered() {
    return registrations.snapshot();
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
    Map<Object, OwnerInternals> internals = new IdentityHashMap<>();
    List<Leaver> leavers = new ArrayList<>();
    for (Registration registration : leaving) {
      Object owner = registration.owner();
      NacosHandles handles = owner == null ? null : clients.of(owner);
      if (handles != null) {
        OwnerInternals known = internals.computeIfAbsent(owner, OwnerInternals::new);
        leavers.add(
            new Leaver(
                registration,
                owner,
                handles,
                known.client,
                gate.isClosed(),
                deregisterDeadline,
                verification(known, owner, handles, threads)));
      }
    }
    leavers.forEach(Leaver::start);
    return new Departure(gate, leavers, threads, deregisterDeadline, verifyDeadline);
  }

  private Function<Leaver, Verification> verification(
      OwnerInternals known, Object owner, NacosHandles handles, NodeThreads threads) {
    if (settings.verify().equals("off")) {
      return null;
    }
    OtherNodes others = settings.verify().equals("all") ? known.others : null;
    return leaver -> {
      Verification begun = new Verification(leaver, handles, owner, known.client, threads);
      new AgentThread(() -> begun.start(others), "verify-nodes", owner.getClass().getClassLoader())
          .start();
      return begun;
    };
  }

  /** What all registrations of one NamingService have in common; null if it is built otherwise. */
  private static final class OwnerInternals {
    final ClientInternals client;
    final OtherNodes others;

    OwnerInternals(Object owner) {
      ClientInternals internals = null;
      try {
        internals = ClientInternals.of(owner);
      } catch (ReflectiveOperationException | RuntimeException e) {
        log.debug("only what is public can be used of this Nacos client", e);
      }
      client = internals;
      others = internals == null ? null : new OtherNodes(internals);
    }
  }
}
