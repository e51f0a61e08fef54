package io.github.nacosgraceful.following;

import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.GrpcInternals;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.nacos.ServiceInfoStore;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Asks once more where a client stores a list that is older than the one it has (nacos#14042): the
 * answer to a subscription, say, that a push has overtaken while many calls began at once. A server
 * tells it nothing until the service changes again, so it would go on calling what was listed then.
 *
 * <p>Not refused, as the clocks of two nodes may differ. Client 1 asks every ten seconds by itself.
 * Runs on the client's own threads; a thread of its own asks.
 */
public final class OlderLists {

  private static final Logger log = Log.get();

  /** Until then the older list is stored, and what else was under way with it. */
  private static final long STORED_MILLIS = 100;

  private final NamingServices owners;
  private final DryRun dryRun;
  private final Scheduler scheduler;
  private final Set<String> asking = new HashSet<>();

  public OlderLists(NamingServices owners, DryRun dryRun) {
    this(owners, dryRun, Scheduler.SYSTEM);
  }

  OlderLists(NamingServices owners, DryRun dryRun, Scheduler scheduler) {
    this.owners = owners;
    this.dryRun = dryRun;
    this.scheduler = scheduler;
  }

  /**
   * A list is about to be stored.
   *
   * @param info a ServiceInfo
   */
  void aboutToBeStored(Object holder, Object info) throws ReflectiveOperationException {
    ServiceInfoStore store = new ServiceInfoStore(holder);
    if (!store.isOlder(info)) {
      return;
    }
    NamingServices.Known owner = owners.ownerOf(holder, "serviceInfoHolder");
    Object namingService = owner == null ? null : owner.get();
    ServiceName service = ServiceInfoStore.name(info);
    if (namingService != null
        && NacosClients.keepsConnection(namingService)
        && !dryRun.instead("ask for {} once more: an older list came late", service)) {
      ask(namingService, store, service);
    }
  }

  private void ask(Object namingService, ServiceInfoStore store, ServiceName service) {
    String once = System.identityHashCode(namingService) + " " + service;
    synchronized (asking) {
      if (!asking.add(once)) {
        return;
      }
    }
    log.info("{}: an older list came after a newer one; Nacos is asked once more", service);
    ClassLoader loader = namingService.getClass().getClassLoader();
    scheduler.start(
        AgentThread.of(
            () -> {
              scheduler.pause(STORED_MILLIS);
              synchronized (asking) {
                asking.remove(once); // before it is asked: what comes late after that is another
              }
              askNow(namingService, store, service);
            },
            "ask-again",
            loader));
  }

  private static void askNow(Object namingService, ServiceInfoStore store, ServiceName service) {
    try {
      new GrpcInternals(namingService).ask(store, service);
    } catch (Throwable t) {
      log.debug("{} could not be asked for once more: {}", service, Reason.of(t));
    }
  }
}
