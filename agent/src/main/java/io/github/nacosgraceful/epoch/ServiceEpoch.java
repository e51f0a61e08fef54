package io.github.nacosgraceful.epoch;

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
public final class ServiceEpoch {

  private final AtomicLong epoch = new AtomicLong();

  /** What Nacos last reported, by the full name: the same service may be in several groups. */
  private final Map<String, Set<String>> reports = new ConcurrentHashMap<>();

  private volatile long changedAt = System.currentTimeMillis();

  /** The order matters: whoever sees the new epoch also sees the new report. */
  void bump(String name, Set<String> addresses) {
    if (!addresses.equals(reports.put(name, addresses))) {
      changedAt = System.currentTimeMillis();
    }
    epoch.incrementAndGet();
  }

  void touch() {
    epoch.incrementAndGet();
  }

  public long current() {
    return epoch.get();
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
