package io.github.nacosgraceful.library.loadbalancer;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;

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

  private static final Logger log = Log.get();

  /**
   * As long as the framework's own cache or shorter: lost pushes and members outside Nacos behave
   * as before.
   */
  private static final long TIME_TO_LIVE = TimeUnit.SECONDS.toNanos(30);

  /**
   * While the client that was told of the service is shut down, and no other was told: the lookup
   * may have gone through the old one.
   */
  private static final long WHILE_AWAITED = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long a list that could not be refreshed is served before the next try. */
  private static final long RETRY_AFTER = TimeUnit.SECONDS.toNanos(1);

  private final Services services;
  private final LoadBalancerHandles handles;
  private final String serviceId;
  private final Object delegate;
  private final Object original;
  private final int point;
  private final Ticker ticker;
  private final AtomicReference<Snapshot> snapshot = new AtomicReference<>();

  /**
   * @param delegate the supplier that asks the discovery client
   * @param original the Flux over the framework's cache
   * @param point under which errors are counted
   */
  SupplierGuard(
      Services services,
      LoadBalancerHandles handles,
      String serviceId,
      Object delegate,
      Object original,
      int point,
      Ticker ticker) {
    this.services = services;
    this.handles = handles;
    this.serviceId = serviceId;
    this.delegate = delegate;
    this.original = original;
    this.point = point;
    this.ticker = ticker;
  }

  /** Called by Reactor for each subscription, that is for each pick. */
  @Override
  public Object get() {
    try {
      Service service = services.find(serviceId);
      if (service == null) {
        return original; // not a service of Nacos: the framework's own path, untouched
      }
      long epoch = service.current();
      Snapshot latest = snapshot.get();
      if (latest != null
          && (latest.serves(epoch, ticker.now()) || isFetchedByAnother(latest, epoch))) {
        return latest.flux;
      }
      return fetch(service, epoch, latest != null);
    } catch (Throwable t) {
      Bridge.suppressed(point, t);
      return original;
    }
  }

  /** The list of the last lookup, unless it began before {@code epoch}. */
  List<?> latestSince(long epoch) {
    Snapshot latest = snapshot.get();
    return latest == null || !latest.isOf(epoch) && !latest.isNewerThan(epoch) ? null : latest.list;
  }

  /**
   * Of the picks that find a snapshot expired, and not outdated, only the first looks it up: a
   * lookup that takes long, or fails, holds up no more than that.
   */
  private boolean isFetchedByAnother(Snapshot expired, long epoch) {
    return expired.isOf(epoch)
        && !snapshot.compareAndSet(expired, expired.until(ticker.now() + RETRY_AFTER));
  }

  private Object fetch(Service service, long epoch, boolean impatient) throws Throwable {
    Function<Object, Object> keep = list -> keep(service, epoch, (List<?>) list);
    Function<Throwable, Object> fallback = error -> fallback(service, epoch, error);
    Object lookup;
    try {
      lookup = ((Supplier<?>) delegate).get();
    } catch (Throwable t) {
      return fallback(service, epoch, t);
    }
    return handles.first(lookup, impatient, keep, fallback);
  }

  /**
   * The list to serve. Discovery turns its errors into an empty list, which must not hide instances
   * that are there.
   */
  private Object keep(Service service, long epoch, List<?> list) {
    try {
      if (list.isEmpty()) {
        Object known = service.isListed() ? known(service, epoch, true, "came back empty") : null;
        return known == null ? handles.just(list) : known;
      }
      // The reference is kept, not a copy: same-instance preference compares identity, weighted
      // lists are lazy.
      Object flux = handles.just(list);
      Snapshot fetched =
          new Snapshot(epoch, ticker.now() + TIME_TO_LIVE, list, flux, isComparable(service, list));
      Snapshot latest = service.isAwaited() ? fetched.until(ticker.now() + WHILE_AWAITED) : fetched;
      // A late lookup is good for this pick, which began before, and for no other.
      snapshot.accumulateAndGet(latest, (a, b) -> a != null && a.isNewerThan(epoch) ? a : b);
      return flux;
    } catch (Throwable t) {
      Bridge.suppressed(point, t);
      return original;
    }
  }

  private Object fallback(Service service, long epoch, Throwable error) {
    try {
      Object known = service.isListed() ? known(service, epoch, false, "failed: " + error) : null;
      return known == null ? handles.error(error) : known;
    } catch (Throwable t) {
      Bridge.suppressed(point, t);
      return original;
    }
  }

  /**
   * What is served where a lookup failed although Nacos lists instances: those of the lookup before
   * that it still lists, or for as long as a cache would have served it all of that list. Null for
   * nothing: what is listed may be the service of this name in another group.
   *
   * @param empty whether the lookup said that there is none, which may be true
   */
  private Object known(Service service, long epoch, boolean empty, String what) throws Throwable {
    Snapshot previous = snapshot.get();
    if (previous == null) {
      return original; // from before Nacos listed any, or one more try
    }
    if (previous.isNewerThan(epoch)) {
      return previous.flux; // a later lookup was quicker
    }
    List<?> rest = stillListed(service, previous, empty);
    if (rest.isEmpty()) {
      if (!previous.isWithinItsTime(ticker.now()) || empty && isEmptied(service, previous)) {
        return null;
      }
      rest = previous.fetched;
    }
    long retryAfter = service.isAwaited() ? WHILE_AWAITED : RETRY_AFTER;
    Snapshot kept = previous.keep(rest, handles.just(rest), epoch, ticker.now() + retryAfter);
    if (snapshot.compareAndSet(previous, kept) && !previous.kept) {
      log.warn(
          "the lookup of {} {}, while Nacos last reported instances: {} of the {} known before are served,"
              + " with a new try each second",
          serviceId,
          what,
          rest.size(),
          previous.list.size());
    }
    return kept.flux;
  }

  private List<?> stillListed(Service service, Snapshot previous, boolean empty) throws Throwable {
    if (!previous.comparable && !empty) {
      return previous.fetched; // an application with addresses of its own
    }
    List<Object> rest = new ArrayList<>();
    for (Object instance : previous.fetched) {
      if (service.lists(handles.address(instance))) {
        rest.add(instance);
      }
    }
    return rest;
  }

  /** Nacos says so itself, whatever it lists in another group. */
  private boolean isEmptied(Service service, Snapshot previous) throws Throwable {
    for (Object instance : previous.fetched) {
      if (service.isEmptiedOf(handles.address(instance))) {
        return true;
      }
    }
    return false;
  }

  private boolean isComparable(Service service, List<?> list) throws Throwable {
    for (Object instance : list) {
      if (service.lists(handles.address(instance))) {
        return true;
      }
    }
    return false;
  }
}
