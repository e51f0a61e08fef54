package io.github.nacosgraceful.library.ribbon;

import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.ServiceWarmUps;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives instances that are warming up their share of Ribbon's picks: one that is picked too early
 * is declined, and the balancer picks once more, by its own rule. Costs one read while nothing
 * warms.
 *
 * <p>Each time that a rule offers it, it is taken with the probability of its share. In a round
 * robin, a decline is one step of the circle, so it gets its share of what each other one gets;
 * where a rule draws anew, as well.
 */
final class WarmPicks {

  /** If all are declined as often as that, the first one is taken. */
  private static final int MOST = 20;

  private final Services services;
  private final WarmUps warmUps;

  /** Balancers pick through each other, and picks are repeated: only the outermost declines. */
  private final ThreadLocal<Boolean> picking = new ThreadLocal<>();

  WarmPicks(Services services) {
    this.services = services;
    this.warmUps = services.warmUps();
  }

  /**
   * Before a pick.
   *
   * @return null if its result is left alone
   */
  Object enter() {
    if (!warmUps.areUnderWay() || picking.get() != null) {
      return null;
    }
    picking.set(Boolean.TRUE);
    return this;
  }

  /** After a pick that {@link #enter} did not leave alone: what is picked instead, or the same. */
  Object leave(RibbonHandles ribbon, Object balancer, Object key, Object server) throws Throwable {
    try {
      Service service =
          server == null || ribbon == null ? null : services.find(ribbon.name(balancer));
      return service == null ? server : pick(service.warmUps(), ribbon, balancer, key, server);
    } finally {
      picking.remove();
    }
  }

  private static Object pick(
      ServiceWarmUps warmUps, RibbonHandles ribbon, Object balancer, Object key, Object server)
      throws Throwable {
    Object picked = server;
    for (int i = 0; picked != null && i < MOST; i++) {
      double share = warmUps.shareOf(ribbon.address(picked));
      if (share >= 1 || ThreadLocalRandom.current().nextDouble() < share) {
        return picked;
      }
      picked = ribbon.choose(balancer, key);
    }
    return server;
  }
}
