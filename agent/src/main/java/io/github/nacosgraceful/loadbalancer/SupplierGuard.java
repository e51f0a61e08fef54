package io.github.nacosgraceful.loadbalancer;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.epoch.Epochs;
import io.github.nacosgraceful.epoch.ServiceEpoch;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the instances of one service at each pick: a snapshot as long as its epoch is the current
 * one, else what the discovery client says now.
 *
 * <p>Evicting the framework's cache on a push is not enough: a lookup in flight writes the old list
 * back after the evict, and it stays for 35 s. A snapshot carries the epoch that was taken before
 * its fetch began, so a late one is recognised whenever it is written.
 *
 * <p>Runs on the thread that picks: a servlet thread, or an event loop that must not block (nothing
 * here does). The supplier holds the guard, never the other way round from a static field: no class
 * loader is pinned.
 */
final class SupplierGuard implements Supplier<Object> {

  private static final Logger log = LoggerFactory.getLogger(SupplierGuard.class);

  /**
   * As long as the framework's own cache or shorter: lost pushes and members outside Nacos behave
   * as before.
   */
  private static final long TIME_TO_LIVE = TimeUnit.SECONDS.toNanos(30);

  /** How long a list that could not be refreshed is served before the next try. */
  private static final long RETRY_AFTER = TimeUnit.SECONDS.toNanos(1);

  private final Epochs epochs;
  private final LoadBalancerHandles handles;
  private final String serviceId;
  private final Object delegate;
  private final Object original;
  private volatile Snapshot snapshot;

  /**
   * @param delegate the supplier that asks the discovery client
   * @param original the Flux over the framework's cache
   */
  SupplierGuard(
      Epochs epochs,
      LoadBalancerHandles handles,
      String serviceId,
      Object delegate,
      Object original) {
    this.epochs = epochs;
    this.handles = handles;
    this.serviceId = serviceId;
    this.delegate = delegate;
    this.original = original;
  }

  /** Called by Reactor for each subscription, that is for each pick. */
  @Override
  public Object get() {
    try {
      ServiceEpoch service = epochs.find(serviceId);
      if (service == null) {
        return original; // not a service of Nacos: the framework's own path, untouched
      }
      long epoch = service.current();
      Snapshot latest = snapshot;
      if (latest != null && latest.serves(epoch, System.nanoTime())) {
        return latest.flux;
      }
      return fetch(service, epoch);
    } catch (Throwable t) {
      Bridge.suppressed(Bridge.LOADBALANCER_SUPPLIER, t);
      return original;
    }
  }

  private Object fetch(ServiceEpoch service, long epoch) throws Throwable {
    Function<Object, Object> keep = list -> keep(service, epoch, (List<?>) list);
    Function<Throwable, Object> fallback = error -> fallback(service, epoch, error);
    return handles.first(((Supplier<?>) delegate).get(), keep, fallback);
  }

  /**
   * The list to serve. Discovery turns its errors into an empty list, which must not hide instances
   * that are there.
   */
  private Object keep(ServiceEpoch service, long epoch, List<?> list) {
    Snapshot previous = snapshot;
    if (list.isEmpty()) {
      return stillListed(service, previous)
          ? servePrevious(previous, epoch, "came back empty").list
          : list;
    }
    if (previous != null && previous.isNewerThan(epoch)) {
      return list; // a late lookup: good for this pick, which began before, and for no other
    }
    try {
      // The reference is kept, not a copy: same-instance preference compares identity, weighted
      // lists are lazy.
      snapshot = new Snapshot(epoch, System.nanoTime() + TIME_TO_LIVE, list, handles.just(list));
    } catch (Throwable t) {
      Bridge.suppressed(Bridge.LOADBALANCER_SUPPLIER, t);
    }
    return list;
  }

  private Object fallback(ServiceEpoch service, long epoch, Throwable error) {
    Snapshot previous = snapshot;
    try {
      return stillListed(service, previous)
          ? servePrevious(previous, epoch, "failed: " + error).flux
          : handles.error(error);
    } catch (Throwable t) {
      Bridge.suppressed(Bridge.LOADBALANCER_SUPPLIER, t);
      return original;
    }
  }

  private static boolean stillListed(ServiceEpoch service, Snapshot previous) {
    return previous != null && service.isListed();
  }

  private Snapshot servePrevious(Snapshot previous, long epoch, String what) {
    log.warn(
        "the lookup of {} {}, while Nacos last reported instances: the {} known before are served for a second",
        serviceId,
        what,
        previous.list.size());
    Snapshot again =
        new Snapshot(epoch, System.nanoTime() + RETRY_AFTER, previous.list, previous.flux);
    snapshot = again;
    return again;
  }
}
