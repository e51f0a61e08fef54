package io.github.nacosgraceful.following;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.config.PushEmpty;
import io.github.nacosgraceful.http.Connections;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.nacos.ClientInternals;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.nacos.ServiceInfoStore;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * Holds back each empty list of a service that had instances until it is known to be true.
 *
 * <p>Both errors are common. A node that restarts has an empty list until the instances have
 * registered again, and pushes it: without protection every caller fails. And the client's own
 * protection ({@code namingPushEmptyProtection}) never lets go of the last instance, so that
 * callers go on calling it.
 *
 * <p>{@link #hold} runs on the client's thread that acknowledges the push and only decides; asking
 * is done by an {@link EmptyPush} on a thread of the agent.
 */
public final class EmptyPushes {

  private static final Logger log = Log.get();

  private final PushEmpty mode;
  private final DryRun dryRun;
  private final NamingServices owners;
  private final Scheduler scheduler;
  private final Predicate<HostPort> accepts;
  private final EmptyPushThreads threads;
  private final Believed believed = new Believed();

  /** Removes itself when it ends. */
  private final List<EmptyPush> held = new CopyOnWriteArrayList<>();

  /**
   * @param mode what is made of an empty list
   */
  public EmptyPushes(PushEmpty mode, DryRun dryRun, NamingServices owners) {
    this(mode, dryRun, owners, Scheduler.SYSTEM, Connections::accepts);
  }

  EmptyPushes(
      PushEmpty mode,
      DryRun dryRun,
      NamingServices owners,
      Scheduler scheduler,
      Predicate<HostPort> accepts) {
    this.scheduler = scheduler;
    this.accepts = accepts;
    this.threads = new EmptyPushThreads(scheduler);
    this.mode = mode;
    this.dryRun = dryRun;
    this.owners = owners;
  }

  boolean isOff() {
    return mode == PushEmpty.OFF;
  }

  /** At {@code ServiceInfo.validate}, by which the client refuses an empty list. */
  public Handler onValidated() {
    return believed.onValidated();
  }

  /** A list with instances was said: nothing is in doubt any more. */
  void filled(Object holder, Object info) throws ReflectiveOperationException {
    if (!held.isEmpty()) {
      String key = new ServiceInfoStore(holder).key(info);
      end(push -> push.isOf(holder, key));
    }
  }

  /**
   * Decides on an empty list of a service of which the client has instances.
   *
   * @param said what the client was about to store: a ServiceInfo or its JSON
   * @param info the same as ServiceInfo
   * @return whether the client shall keep what it has for now
   */
  boolean hold(Object holder, Object said, Object info) throws ReflectiveOperationException {
    if (believed.is(said)) {
      return false;
    }
    String key = new ServiceInfoStore(holder).key(info);
    if (dryRun.instead("not believe the empty list of {} at once", key)) {
      return false;
    }
    if (mode == PushEmpty.KEEP) {
      log.warn("Nacos says that {} has no instances: those known before are kept", key);
      return true;
    }
    NamingServices.Known owner = ownerOf(holder);
    Object namingService = owner == null ? null : owner.get();
    NacosHandles handles = namingService == null ? null : NacosHandles.of(namingService);
    if (handles == null) {
      return false; // nobody to ask through
    }
    if (held.stream().noneMatch(push -> push.isOf(holder, key))) {
      EmptyPush push =
          new EmptyPush(
              owner,
              asked -> witnesses(asked, handles, info),
              holder,
              key,
              said,
              believed,
              serves(holder, handles, info),
              held::remove,
              scheduler);
      held.add(push);
      start(push, namingService);
    }
    return true;
  }

  private void start(EmptyPush push, Object namingService) {
    long early = push.earlyMillis(NacosClients.keepsConnection(namingService));
    try {
      threads.start(push, namingService.getClass().getClassLoader(), early);
    } catch (Throwable t) {
      push.end(); // and it is stored
      throw t;
    }
  }

  /**
   * A user who has switched the client's own protection on would rather call what is not listed
   * than nothing: then the list goes only when none of its instances accepts a connection.
   */
  private BooleanSupplier serves(Object holder, NacosHandles handles, Object info)
      throws ReflectiveOperationException {
    ServiceInfoStore store = new ServiceInfoStore(holder);
    return store.isProtected() ? () -> anyAccepts(store, handles, info) : () -> false;
  }

  private boolean anyAccepts(ServiceInfoStore store, NacosHandles handles, Object info) {
    try {
      for (Object instance : store.instances(info)) {
        if (accepts.test(handles.address(instance).hostPort())) {
          return true;
        }
      }
      return false;
    } catch (Throwable t) {
      log.debug("the instances of an empty list cannot be tried", t);
      return true; // as without the agent
    }
  }

  /** A NamingService is shut down: nobody can be asked through it, and nobody reads its lists. */
  public void closed(Object namingService) {
    end(push -> push.asks(namingService));
  }

  private void end(Predicate<EmptyPush> which) {
    held.stream().filter(which).forEach(EmptyPush::end);
  }

  private Witnesses witnesses(Object namingService, NacosHandles handles, Object info)
      throws ReflectiveOperationException {
    ServiceName service = ServiceInfoStore.name(info);
    ClientInternals client = NacosClients.internals(namingService);
    return new NodeWitnesses(namingService, handles, client, service, scheduler);
  }

  private NamingServices.Known ownerOf(Object holder) throws ReflectiveOperationException {
    NamingServices.Known owner = owners.ownerOf(holder, "serviceInfoHolder");
    return owner == null ? owners.ownerOf(holder, "hostReactor") : owner;
  }
}
