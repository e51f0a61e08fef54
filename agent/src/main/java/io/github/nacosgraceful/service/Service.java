package io.github.nacosgraceful.service;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
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
  private final Map<ServiceName, Set<HostPort>> reports = new ConcurrentHashMap<>();

  private final ServiceWarmUps warmUps;
  private volatile long changedAt = System.currentTimeMillis();

  Service(ServiceWarmUps warmUps) {
    this.warmUps = warmUps;
  }

  /** The order matters: whoever sees the new epoch also sees the new report. */
  void bump(Report report) {
    Set<HostPort> before = reports.put(report.service, report.usable);
    if (!report.usable.equals(before)) {
      changedAt = System.currentTimeMillis();
    }
    warmUps.report(before, report);
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

  /** The instances of the last reports that callers may use, in order. */
  public SortedSet<HostPort> instances() {
    SortedSet<HostPort> instances = new TreeSet<>();
    reports.values().forEach(instances::addAll);
    return instances;
  }

  /** Whether the last reports have an instance that callers may use. */
  public boolean isListed() {
    for (Set<HostPort> addresses : reports.values()) {
      if (!addresses.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the last reports have this instance, and callers may use it. */
  public boolean lists(HostPort address) {
    for (Set<HostPort> addresses : reports.values()) {
      if (addresses.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
