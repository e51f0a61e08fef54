package io.github.nacosgraceful.service;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts the changes of one service. Whoever keeps a copy of its instances takes the epoch
 * <em>before</em> reading them and compares it when it picks: equal means that nothing has changed
 * since. No timing is assumed.
 */
public final class Service {

  private final AtomicLong epoch = new AtomicLong();

  /**
   * What Nacos last reported: to each client, and in each group that it asked for. Replaced as a
   * whole, so that whoever reads it sees one state.
   */
  private volatile List<Report> reports = Collections.emptyList();

  private final ServiceWarmUps warmUps;
  private final Ticker ticker;
  private volatile long changedAt = System.currentTimeMillis();

  Service(ServiceWarmUps warmUps, Ticker ticker) {
    this.warmUps = warmUps;
    this.ticker = ticker;
  }

  /**
   * The order matters: whoever sees the new epoch also sees the new report.
   *
   * @param arrived told of instances that the report before did not have, if there was one
   */
  void bump(Report report, Consumer<Set<HostPort>> arrived) {
    Report last = replace(report);
    Set<HostPort> before = last == null ? null : last.usable;
    if (!report.usable.equals(before)) {
      changedAt = System.currentTimeMillis();
      if (before != null && !before.containsAll(report.usable)) {
        Set<HostPort> others = new HashSet<>(report.usable);
        others.removeAll(before);
        arrived.accept(others);
      }
    }
    warmUps.report(before, report, this::lists);
    epoch.incrementAndGet();
  }

  /** What was reported before in its place; null if nothing was. */
  private synchronized Report replace(Report report) {
    Report before = null;
    List<Report> last = new ArrayList<>();
    long now = ticker.now();
    for (Report known : reports) {
      if (!known.isReplacedBy(report)) {
        if (known.reporter.counts(now)) {
          last.add(known);
        }
      } else if (before == null || known.reporter == report.reporter) {
        before = known;
      }
    }
    if (before != null) {
      report.replaces(before);
    }
    last.add(report);
    reports = last;
    return before;
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

  /**
   * Whether a client that was told of it was shut down within the last half minute, and none in its
   * place was told since. Meanwhile nobody hears of a change, and whoever looks the service up may
   * still get what the old client had.
   */
  public boolean isAwaited() {
    long now = ticker.now();
    for (Report report : reports) {
      if (report.reporter.isAwaited(now)) {
        return true;
      }
    }
    return false;
  }

  /** The instances of the last reports that callers may use, in order. */
  public SortedSet<HostPort> instances() {
    SortedSet<HostPort> instances = new TreeSet<>();
    long now = ticker.now();
    for (Report report : reports) {
      if (report.reporter.counts(now)) {
        instances.addAll(report.usable);
      }
    }
    return instances;
  }

  /** Whether the last reports have an instance that callers may use. */
  public boolean isListed() {
    long now = ticker.now();
    for (Report report : reports) {
      if (!report.usable.isEmpty() && report.reporter.counts(now)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the last reports have this instance, and callers may use it. */
  public boolean lists(HostPort address) {
    return kindOf(address) != null;
  }

  /** Of which kind this instance is; null if the last reports do not have it. */
  public Kind kindOf(HostPort address) {
    long now = ticker.now();
    for (Report report : reports) {
      Kind kind = report.kinds.get(address);
      if (kind != null && report.reporter.counts(now)) {
        return kind;
      }
    }
    return null;
  }

  HostPort registeredAt(HostPort called) {
    if (lists(called)) {
      return called;
    }
    long now = ticker.now();
    for (Report report : reports) {
      if (report.reporter.counts(now)) {
        for (Map.Entry<HostPort, Kind> one : report.kinds.entrySet()) {
          if (one.getKey().host.equals(called.host) && one.getValue().hasGrpcPort(called.port)) {
            return one.getKey();
          }
        }
      }
    }
    return null;
  }

  /**
   * Whether Nacos has taken this instance from a list that is empty since. What is listed of the
   * name then is another service, in another group or for another client.
   */
  public boolean isEmptiedOf(HostPort address) {
    long now = ticker.now();
    for (Report report : reports) {
      if (report.isEmptiedOf(address) && report.reporter.counts(now)) {
        return true;
      }
    }
    return false;
  }
}
