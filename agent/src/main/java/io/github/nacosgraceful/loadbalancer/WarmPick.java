package io.github.nacosgraceful.loadbalancer;

import io.github.nacosgraceful.warmup.WarmUp;
import io.github.nacosgraceful.warmup.Warming;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The list for one pick while instances are warming up: each of them is left out so often that it
 * gets its share. The balancer above picks from the rest as ever.
 */
final class WarmPick {

  private WarmPick() {}

  /** A Flux of the list; never of an empty one. */
  static Object of(Snapshot snapshot, LoadBalancerHandles handles) throws Throwable {
    Warming[] warming = snapshot.warming;
    long now = System.nanoTime();
    double[] shares = new double[warming.length];
    double all = 0;
    for (int i = 0; i < warming.length; i++) {
      shares[i] = warming[i] == null ? 1 : warming[i].shareAt(now);
      all += shares[i];
    }
    List<Object> rest = new ArrayList<>(warming.length);
    for (int i = 0; i < warming.length; i++) {
      double chance = WarmUp.chance(shares[i], warming.length, all);
      if (shares[i] >= 1 || ThreadLocalRandom.current().nextDouble() < chance) {
        rest.add(snapshot.list.get(i));
      }
    }
    return rest.isEmpty() || rest.size() == warming.length ? snapshot.flux : handles.just(rest);
  }
}
