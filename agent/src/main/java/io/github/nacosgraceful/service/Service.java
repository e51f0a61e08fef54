package io.github.nacosgraceful.service;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the changes of one service. Who keeps a copy of its instances takes the epoch
 * <em>before</em> reading them and compares it when it picks: equal means that nothing has changed
 * since. No timing is assumed.
 */
public final class Service {

  private final AtomicLong epoch = new AtomicLong();

  /** What Nacos last reported, by the full name: the same service may be in several groups. */
  private final Map<String, Set<String>> reports = new ConcurrentHashMap<>();

  private final ServiceWarmUps warmUps;
  private volatile long changedAt = System.currentTimeMillis();

  Service(ServiceWarmUps warmUps) {
    this.warmUps = warmUps;
  }

  /** The order matters: whoever sees the new epoch also sees the new report. */
  void bump(String name, Set<String> addresses, Map<String, String> saidOfWarmUps) {
    Set<String> before = reports.put(name, addresses);
    if (!addresses.equals(before)) {
      changedAt = System.currentTimeMillis();
    }
    warmUps.report(before, addresses, saidOfWarmUps, System.nanoTime());
    epoch.incrementAndGet();
  }

  void touch() {
    epoch.incrementAndGet();
  }

  public long current() {
    return epoch.get();
  }

  /** Its instances that say how they warm up. */
  public ServiceWarmUps warmUps() {
    return warmUps;
  }

  /** When Nacos last reported other instances than before: milliseconds since 1970. */
  public long changedAt() {
    return changedAt;
  }

  /** {@code ip:port} of each instance of the last reports that callers may use, in order. */
  public SortedSet<String> instances() {
    SortedSet<String> instances = new TreeSet<>();
    reports.values().forEach(instances::addAll);
    return instances;
  }

  /** Whether the last reports have an instance that callers may use. */
  public boolean isListed() {
    for (Set<String> addresses : reports.values()) {
      if (!addresses.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the last reports have this instance, and callers may use it.
   *
   * @param address {@code ip:port}
   */
  public boolean lists(String address) {
    for (Set<String> addresses : reports.values()) {
      if (addresses.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
