package io.github.nacosgraceful.ribbon;

import io.github.nacosgraceful.epoch.Epochs;
import io.github.nacosgraceful.epoch.ServiceEpoch;
import io.github.nacosgraceful.warmup.ServiceWarmUps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives instances that are warming up their share of Ribbon's picks: for one pick, each of them is
 * left out so often that it gets its share. One that is left out and picked is declined, and the
 * balancer picks once more, by its own rule. Costs one read while nothing warms.
 */
final class WarmPicks {

  /** If all are declined as often as that, the first one is taken. */
  private static final int MOST = 20;

  private final Epochs epochs;

  /** Balancers pick through each other, and picks are repeated: only the outermost declines. */
  private final ThreadLocal<Boolean> picking = new ThreadLocal<>();

  WarmPicks(Epochs epochs) {
    this.epochs = epochs;
  }

  /**
   * Before a pick.
   *
   * @return null if its result is left alone
   */
  Object enter() {
    if (!epochs.warmUps().areUnderWay() || picking.get() != null) {
      return null;
    }
    picking.set(Boolean.TRUE);
    return this;
  }

  /** After a pick that {@link #enter} did not leave alone: what is picked instead, or the same. */
  Object leave(RibbonHandles ribbon, Object balancer, Object key, Object server) throws Throwable {
    try {
      ServiceEpoch service =
          server == null || ribbon == null ? null : epochs.find(ribbon.name(balancer));
      return service == null
          ? server
          : pick(service.warmUps(), ribbon, balancer, key, server);
    } finally {
      picking.remove();
    }
  }

  /** Who is left out is decided once: a rule that picks the same one again does not draw again. */
  private static Object pick(
      ServiceWarmUps warmUps, RibbonHandles ribbon, Object balancer, Object key, Object server)
      throws Throwable {
    List<String> leftOut = new ArrayList<>(1);
    Object picked = server;
    for (int i = 0; picked != null && i < MOST; i++) {
      String address = ribbon.address(picked);
      if (!leftOut.contains(address)) {
        double chance = warmUps.chanceOf(address);
        if (chance >= 1 || ThreadLocalRandom.current().nextDouble() < chance) {
          return picked;
        }
        leftOut.add(address);
      }
      picked = ribbon.choose(balancer, key);
    }
    return server;
  }
}
