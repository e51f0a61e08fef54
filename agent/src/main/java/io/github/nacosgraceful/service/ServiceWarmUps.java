package io.github.nacosgraceful.service;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.thread.Stamp;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The instances of one service that say how they warm up. As many as Nacos lists.
 *
 * <p>What was listed when this process first heard of the service is warm: only what comes later
 * can be told to be new. One that comes back as the process that it was has warmed up meanwhile.
 * And where too many would be warming, all get their full share: somebody has to serve.
 */
public final class ServiceWarmUps {

  private static final int REMEMBERS_ONE_OF = 8;

  private final WarmUps all;
  private final double maxShare;
  private final Ticker ticker;
  private final Map<HostPort, Warming> instances = new ConcurrentHashMap<>();
  private final Blinks blinks;

  /** How many there were. Counted after what they change. */
  private volatile int reports;

  private volatile WarmingPlaces latest;

  ServiceWarmUps(WarmUps all) {
    this.all = all;
    this.maxShare = all.maxShare;
    this.ticker = all.ticker;
    this.blinks = new Blinks(ticker);
  }

  /**
   * Nacos says something new of the service, in one group, to one client.
   *
   * @param before the instances of the report before; null if this is the first
   * @param isListed whether this or another last report has an instance
   */
  synchronized void report(Set<HostPort> before, Report report, Predicate<HostPort> isListed) {
    long now = ticker.now();
    if (before != null) {
      for (HostPort address : before) {
        if (!isListed.test(address)) {
          blinks.left(address, instances.remove(address));
        }
      }
    }
    report.warmUps.forEach(
        (address, text) -> {
          Warming known = instances.get(address);
          if (known != null && known.says(text)) {
            return;
          }
          Warming back = blinks.back(address, text);
          if (back != null) {
            instances.put(address, back);
            return;
          }
          WarmUp warmUp = WarmUp.parse(text);
          if (warmUp != null) {
            Warming begun = new Warming(warmUp, text, now);
            if (before == null || before.contains(address) && known == null) {
              begun.end();
            } else {
              all.begin(Stamp.at(now + warmUp.nanos()));
            }
            instances.put(address, begun);
          }
        });
    List<Warming> warming = new ArrayList<>();
    for (HostPort address : report.usable) {
      Warming known = instances.get(address);
      if (known != null && known.shareAt(now) < 1) {
        warming.add(known);
      }
    }
    if (warming.size() > maxShare * report.usable.size()) {
      warming.forEach(Warming::end);
    }
    reports++;
  }

  /**
   * Those of a list that are warming up, at their places in it; null if none is, which is nearly
   * always.
   *
   * @param list looked through once if many picks are made from it
   * @param address of one of the list; null where it has none
   */
  public Warming[] of(List<?> list, Function<Object, HostPort> address) {
    if (!all.areUnderWay()) {
      return null;
    }
    int now = reports;
    WarmingPlaces known = latest;
    if (known != null && known.isOf(list, now) && areThere(known.warming, list, address)) {
      return known.warming;
    }
    Warming[] warming = find(list, address);
    // Filters make a list for each pick, which is not worth to be remembered.
    if (ThreadLocalRandom.current().nextInt(REMEMBERS_ONE_OF) == 0) {
      latest = new WarmingPlaces(list, now, warming);
    }
    return warming;
  }

  /** A list may have been changed since; a health-checked one grows. */
  private boolean areThere(Warming[] places, List<?> list, Function<Object, HostPort> address) {
    if (places == null) {
      return true;
    }
    if (places.length != list.size()) {
      return false;
    }
    for (int i = 0; i < places.length; i++) {
      if (places[i] != null) {
        HostPort at = address.apply(list.get(i));
        if (at == null || instances.get(at) != places[i]) {
          return false;
        }
      }
    }
    return true;
  }

  private Warming[] find(List<?> list, Function<Object, HostPort> address) {
    long now = ticker.now();
    Warming[] places = null;
    for (int i = 0; i < list.size(); i++) {
      HostPort at = address.apply(list.get(i));
      Warming known = at == null ? null : instances.get(at);
      if (known != null && known.shareAt(now) < 1) {
        places = places == null ? new Warming[list.size()] : places;
        places[i] = known;
      }
    }
    return places;
  }

  /** What those that are warming up get now of what a warm one gets, by address in order. */
  public SortedMap<HostPort, Double> shares() {
    SortedMap<HostPort, Double> shares = new TreeMap<>();
    long now = ticker.now();
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
   * @param address null for none
   */
  public double shareOf(HostPort address) {
    Warming known = address == null ? null : instances.get(address);
    return known == null ? 1 : known.shareAt(ticker.now());
  }
}
