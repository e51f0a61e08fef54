package io.github.nacosgraceful.service;

import io.github.nacosgraceful.instance.HostPort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The epochs of all services of which Nacos has told this process an instance, by bare service
 * name.
 *
 * <p>Namespace, group, cluster and server are left out of the key on purpose: too many bumps cost
 * one read from the client's memory, a missed one is a call to an instance that is gone. What was
 * reported is kept apart by them in each {@link Service}. Entries stay for the life of the process;
 * there are as many as services subscribed to. A service without any instance so far is none of
 * Nacos' yet: an application that asks several registries also asks Nacos for the services of the
 * others.
 */
public final class Services {

  private final ConcurrentHashMap<String, Service> services = new ConcurrentHashMap<>();
  private final List<Consumer<String>> bumpListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> touchListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> closeListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Set<HostPort>>> arrivalListeners = new CopyOnWriteArrayList<>();
  private final WarmUps warmUps;

  public Services(WarmUps warmUps) {
    this.warmUps = warmUps;
  }

  /** Of all services together. */
  public WarmUps warmUps() {
    return warmUps;
  }

  /** A service, or null if Nacos never listed an instance. Allocates nothing. */
  public Service find(String service) {
    return service == null ? null : services.get(service);
  }

  /** All services, by bare name in alphabetical order. */
  public SortedMap<String, Service> all() {
    return new TreeMap<>(services);
  }

  /**
   * Says that the client has stored a new state of a service. Any thread of the Nacos client,
   * possibly the one that acknowledges pushes.
   */
  public void bump(Report report) {
    String service = report.service.name;
    Service known =
        report.usable.isEmpty()
            ? services.get(service)
            : services.computeIfAbsent(
                service, key -> new Service(new ServiceWarmUps(warmUps), warmUps.ticker));
    if (known != null) {
      known.bump(report, this::arrived);
      bumpListeners.forEach(listener -> listener.accept(service));
    }
  }

  private void arrived(Set<HostPort> instances) {
    arrivalListeners.forEach(listener -> listener.accept(instances));
  }

  /**
   * Says that the client gives other instances of a service from now on, for a reason of its own.
   * On the same threads.
   */
  public void bump(String service) {
    Service known = find(service);
    if (known != null) {
      known.touch();
      bumpListeners.forEach(listener -> listener.accept(service));
    }
  }

  /**
   * A client is shut down: what it was told counts for a while, or until another is told.
   *
   * @param goesOn whether the application does, and its next pick has to look through another
   *     client
   * @return how many services are looked up anew
   */
  public int closed(Reporter reporter, boolean goesOn) {
    reporter.close(warmUps.ticker.now());
    return goesOn ? forAwaited(this::outdate) : 0;
  }

  private void outdate(String name) {
    services.get(name).touch();
    closeListeners.forEach(listener -> listener.accept(name));
  }

  /** A client is made, perhaps in place of one that was shut down. */
  public void made() {
    forAwaited(this::bump);
  }

  private int forAwaited(Consumer<String> action) {
    int awaited = 0;
    for (Map.Entry<String, Service> service : services.entrySet()) {
      if (service.getValue().isAwaited()) {
        awaited++;
        action.accept(service.getKey());
      }
    }
    return awaited;
  }

  /** Whether the last reports of any service have this instance. */
  public boolean lists(HostPort address) {
    for (Service service : services.values()) {
      if (service.lists(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Under which address an instance is registered that was called at another port of its host: one
   * that its metadata names, as net.devh's servers do with the port of gRPC.
   *
   * @return the same where it is registered there; null if Nacos lists no such instance
   */
  public HostPort registeredAt(HostPort called) {
    for (Service service : services.values()) {
      HostPort registered = service.registeredAt(called);
      if (registered != null) {
        return registered;
      }
    }
    return null;
  }

  /** Says that the lists of a service have to be read anew although Nacos said nothing. */
  public void touch(String service) {
    Service known = find(service);
    if (known != null) {
      known.touch();
      touchListeners.forEach(listener -> listener.accept(service));
    }
  }

  /** The same of each service that has this instance. */
  public void touchThoseWith(HostPort address) {
    services.forEach(
        (name, service) -> {
          if (service.lists(address)) {
            touch(name);
          }
        });
  }

  /** The same of all services. */
  public void touchAll() {
    services.keySet().forEach(this::touch);
  }

  /**
   * Adds one that is told the bare name after each bump, on the thread that bumped: it must hand
   * over and return.
   */
  public void onBump(Consumer<String> listener) {
    bumpListeners.add(listener);
  }

  /**
   * Adds one that is told which instances a report has that the one before did not have: after it
   * can be read, and before the epoch moves. On the thread that bumps, in the same way.
   */
  public void onArrival(Consumer<Set<HostPort>> listener) {
    arrivalListeners.add(listener);
  }

  /**
   * Adds one that is told the bare name where the client that was told of a service is shut down,
   * in the same way. Lists are to be read anew when somebody picks, and not before: reading them
   * makes a new client.
   */
  public void onClosed(Consumer<String> listener) {
    closeListeners.add(listener);
  }

  /** Adds one that is told after each {@link #touch}, in the same way. */
  public void onTouch(Consumer<String> listener) {
    touchListeners.add(listener);
  }
}
