package io.github.nacosgraceful.library.ribbon;

import io.github.nacosgraceful.member.WeakIdentityMap;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The guards by balancer, compared by identity and held weakly. */
final class BalancerGuards {

  private final WeakIdentityMap<BalancerGuard> guards = new WeakIdentityMap<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Services services;
  private final Ticker ticker;

  BalancerGuards(Services services, Ticker ticker) {
    this.services = services;
    this.ticker = ticker;
  }

  /** The guard of a balancer, or null. */
  BalancerGuard find(Object balancer) {
    return guards.get(balancer);
  }

  BalancerGuard findOrAdd(Object balancer, String service) {
    known.add(service);
    return guards.getOrAdd(balancer, () -> new BalancerGuard(service, services, ticker));
  }

  /** Whether there has ever been a balancer of this service. */
  boolean know(String service) {
    return known.contains(service);
  }

  /** Whether every balancer that is still alive has the list of the current epoch. */
  boolean areCurrent() {
    boolean[] current = {true};
    guards.forEach((balancer, guard) -> current[0] &= guard.isCurrent());
    return current[0];
  }

  /** The balancers of a service that are still alive. */
  List<Object> balancersOf(String service) {
    List<Object> balancers = new ArrayList<>();
    guards.forEach(
        (balancer, guard) -> {
          if (guard.service.equals(service)) {
            balancers.add(balancer);
          }
        });
    return balancers;
  }
}
