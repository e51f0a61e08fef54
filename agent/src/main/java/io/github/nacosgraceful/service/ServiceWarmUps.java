package io.github.nacosgraceful.service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The instances of one service that say how they warm up. As many as Nacos lists.
 *
 * <p>What was listed when this process first heard of the service is warm: only what comes later
 * can be told to be new. And where too many would be warming, all get their full share: somebody
 * has to serve.
 */
public final class ServiceWarmUps {

  private final WarmUps all;
  private final double maxShare;
  private final Map<String, Warming> instances = new ConcurrentHashMap<>();

  ServiceWarmUps(WarmUps all, double maxShare) {
    this.all = all;
    this.maxShare = maxShare;
  }

  /**
   * Nacos says something new of the service, in one group.
   *
   * @param before the addresses of the report before, {@code ip:port}; null if this is the first
   * @param after those of this one
   * @param said what instances say of their warm-up, by address
   * @param now by {@code System.nanoTime()}
   */
  public synchronized void report(
      Set<String> before, Set<String> after, Map<String, String> said, long now) {
    if (before != null) {
      for (String address : before) {
        if (!after.contains(address)) {
          instances.remove(address);
        }
      }
    }
    said.forEach(
        (address, text) -> {
          Warming known = instances.get(address);
          if (known != null && known.says(text)) {
            return;
          }
          WarmUp warmUp = WarmUp.parse(text);
          if (warmUp != null) {
            Warming begun = new Warming(warmUp, text, now);
            if (before == null || before.contains(address) && known == null) {
              begun.end();
            } else {
              all.begin(now + warmUp.nanos());
            }
            instances.put(address, begun);
          }
        });
    long warming = instances.values().stream().filter(one -> one.shareAt(now) < 1).count();
    if (warming > maxShare * after.size()) {
      instances.values().forEach(Warming::end);
    }
  }

  /**
   * Those of a list that are warming up, at their places in it; null if none is, which is nearly
   * always.
   *
   * @param address of one of the list, {@code ip:port}
   */
  public Warming[] of(List<?> list, Function<Object, String> address) {
    if (!all.areUnderWay()) {
      return null;
    }
    long now = System.nanoTime();
    Warming[] places = null;
    for (int i = 0; i < list.size(); i++) {
      Warming known = instances.get(address.apply(list.get(i)));
      if (known != null && known.shareAt(now) < 1) {
        places = places == null ? new Warming[list.size()] : places;
        places[i] = known;
      }
    }
    return places;
  }

  /** What those that are warming up get now of what a warm one gets, by address in order. */
  public SortedMap<String, Double> shares() {
    SortedMap<String, Double> shares = new TreeMap<>();
    long now = System.nanoTime();
    instances.forEach(
        (address, one) -> {
          double share = one.shareAt(now);
          if (share < 1) {
            shares.put(address, share);
          }
        });
    return shares;
  }

  /**
   * What an instance gets now of what a warm one gets.
   *
   * @param address {@code ip:port}
   */
  public double shareOf(String address) {
    Warming known = instances.get(address);
    return known == null ? 1 : known.shareAt(System.nanoTime());
  }
}
