package io.github.nacosgraceful.library.ribbon;

import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The guards by balancer, compared by identity and held weakly, so that no application is kept from
 * being unloaded. Looking one up allocates nothing once a thread has done it before.
 */
final class BalancerGuards {

  private final Map<Object, BalancerGuard> guards = new ConcurrentHashMap<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final ThreadLocal<Probe> probes = ThreadLocal.withInitial(Probe::new);
  private final Services services;
  private final Ticker ticker;

  BalancerGuards(Services services, Ticker ticker) {
    this.services = services;
    this.ticker = ticker;
  }

  /** The guard of a balancer, or null. */
  BalancerGuard find(Object balancer) {
    Probe probe = probes.get();
    probe.balancer = balancer;
    try {
      return guards.get(probe);
    } finally {
      probe.balancer = null;
    }
  }

  BalancerGuard findOrAdd(Object balancer, String service) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      guards.remove(gone);
    }
    known.add(service);
    return guards.computeIfAbsent(
        new Key(balancer, collected), key -> new BalancerGuard(service, services, ticker));
  }

  /** Whether there has ever been a balancer of this service. */
  boolean know(String service) {
    return known.contains(service);
  }

  /** Whether every balancer that is still alive has the list of the current epoch. */
  boolean areCurrent() {
    for (Map.Entry<Object, BalancerGuard> entry : guards.entrySet()) {
      if (!entry.getValue().isCurrent() && ((Key) entry.getKey()).get() != null) {
        return false;
      }
    }
    return true;
  }

  /** The balancers of a service that are still alive. */
  List<Object> balancersOf(String service) {
    List<Object> balancers = new ArrayList<>();
    for (Map.Entry<Object, BalancerGuard> entry : guards.entrySet()) {
      Object balancer = ((Key) entry.getKey()).get();
      if (balancer != null && entry.getValue().service.equals(service)) {
        balancers.add(balancer);
      }
    }
    return balancers;
  }

  /** What is in the map. Equal to itself, and to whatever refers to the same balancer. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object balancer, ReferenceQueue<Object> queue) {
      super(balancer, queue);
      hash = System.identityHashCode(balancer);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Key && ((Key) other).get() == mine;
    }
  }

  /** What is looked up: the map asks it, not the key, whether they are equal. */
  private static final class Probe {
    private Object balancer;

    @Override
    public int hashCode() {
      return System.identityHashCode(balancer);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key && ((Key) other).get() == balancer;
    }
  }
}
