package io.github.nacosgraceful.library.loadbalancer;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Holds what a health-checking supplier found alive against what the registry has now: an instance
 * that is gone is not picked, one that was not checked yet is, one that failed its check is not.
 *
 * <p>The supplier itself asks the registry once in its life, unless {@code
 * spring.cloud.loadbalancer.health-check.refetch-instances} is set. It cannot be made to start
 * anew: with reactor-core 3.8 a pick leaves a subscription behind (reactor-core#4387). So the list
 * that its checks go through is replaced by one that changes.
 *
 * <p>Runs on the threads that pick and check; the supplier holds it.
 */
final class HealthGuard implements Supplier<Object> {

  private final Services services;
  private final LoadBalancerHandles handles;
  private final String serviceId;
  private final Object original;
  private final int point;
  private final SupplierGuard registry;

  /** The addresses that the last round of checks went through; null before the first. */
  private volatile Set<HostPort> checked;

  private volatile Merged latest = new Merged(null, null, null, null);

  /**
   * @param delegate the supplier that asks the discovery client
   * @param original the Flux of what is alive
   * @param point under which errors are counted
   */
  HealthGuard(
      Services services,
      LoadBalancerHandles handles,
      String serviceId,
      Object delegate,
      Object original,
      int point,
      Ticker ticker)
      throws Throwable {
    this.services = services;
    this.handles = handles;
    this.serviceId = serviceId;
    this.original = original;
    this.point = point;
    this.registry =
        new SupplierGuard(
            services,
            handles,
            serviceId,
            delegate,
            handles.defer(((Supplier<?>) delegate)::get),
            point,
            ticker);
  }

  /**
   * Called by Reactor for each subscription: each pick, and the one that keeps the checks going.
   */
  @Override
  public Object get() {
    if (services.find(serviceId) == null) {
      return original; // not a service of Nacos: the framework's own path, untouched
    }
    try {
      return handles.each(original, alive -> held((List<?>) alive));
    } catch (Throwable t) {
      Bridge.suppressed(point, t);
      return original;
    }
  }

  private Object held(List<?> alive) {
    try {
      Object unheld = handles.just(alive);
      return handles.first(
          registry.get(), false, now -> merge(alive, (List<?>) now), error -> unheld);
    } catch (Throwable t) {
      throw new IllegalStateException(t); // reflection on Reactor itself
    }
  }

  private Object merge(List<?> alive, List<?> now) {
    try {
      Merged merged = latest;
      Set<HostPort> known = checked;
      if (!merged.isOf(alive, now, known)) {
        merged = new Merged(alive, now, known, handles.just(merged(alive, now, known)));
        latest = merged;
      }
      return merged.flux;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  private List<?> merged(List<?> alive, List<?> now, Set<HostPort> known) throws Throwable {
    Set<HostPort> living = addresses(alive);
    List<Object> merged = new ArrayList<>(now.size());
    for (Object instance : now) {
      HostPort address = handles.address(instance);
      if (living.contains(address) || known != null && !known.contains(address)) {
        merged.add(instance);
      }
    }
    return merged.isEmpty() ? alive : merged;
  }

  /** The list that the checks go through from now on, in place of the one that was fetched. */
  List<?> toCheck(List<?> fetched) {
    Service service = services.find(serviceId);
    if (service == null) {
      return fetched;
    }
    long epoch = service.current();
    return new InstancesToCheck(() -> current(fetched, epoch), this::checks);
  }

  /** What the next round of checks goes through: never older than what was fetched for it. */
  private List<?> current(List<?> fetched, long epoch) {
    List<?> now = registry.latestSince(epoch);
    return now == null ? fetched : now;
  }

  /** A round of checks begins. */
  private void checks(List<?> instances) {
    try {
      checked = addresses(instances);
    } catch (Throwable t) {
      Bridge.suppressed(point, t);
    }
  }

  private Set<HostPort> addresses(List<?> instances) throws Throwable {
    Set<HostPort> addresses = new HashSet<>();
    for (Object instance : instances) {
      addresses.add(handles.address(instance));
    }
    return addresses;
  }

  /** Made once for as long as nothing changes. Compared by identity. */
  private static final class Merged {
    private final List<?> alive;
    private final List<?> now;
    private final Set<HostPort> known;
    final Object flux;

    Merged(List<?> alive, List<?> now, Set<HostPort> known, Object flux) {
      this.alive = alive;
      this.now = now;
      this.known = known;
      this.flux = flux;
    }

    boolean isOf(List<?> otherAlive, List<?> otherNow, Set<HostPort> otherKnown) {
      return alive == otherAlive && now == otherNow && known == otherKnown;
    }
  }
}
