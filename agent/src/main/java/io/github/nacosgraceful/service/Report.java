package io.github.nacosgraceful.service;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** What Nacos says to one client of one service, in one group, at one time. */
public final class Report {

  final Reporter reporter;
  final ServiceName service;
  final Set<HostPort> usable;
  final Map<HostPort, Kind> kinds;
  final Map<HostPort, String> warmUps;

  /** What was usable last, where nothing is. */
  private Set<HostPort> gone = Collections.emptySet();

  /**
   * @param reporter the client that was told so
   * @param service with its group, and its clusters where only those were asked for
   * @param kinds the instances that callers may use, and of which kind each is
   * @param warmUps what some of these say of their warm-up
   */
  public Report(
      Reporter reporter,
      ServiceName service,
      Map<HostPort, Kind> kinds,
      Map<HostPort, String> warmUps) {
    this.reporter = reporter;
    this.service = service;
    this.usable = kinds.keySet();
    this.kinds = kinds;
    this.warmUps = warmUps;
  }

  /** It takes the place of another, before anybody sees it. */
  void replaces(Report before) {
    if (usable.isEmpty()) {
      gone = before.usable.isEmpty() ? before.gone : before.usable;
    }
  }

  /** Whether this instance was usable until the list became empty. */
  boolean isEmptiedOf(HostPort address) {
    return gone.contains(address);
  }

  /**
   * Whether a later one takes its place: of the same client, or of the one that the application has
   * made in place of a client that it shut down.
   */
  boolean isReplacedBy(Report later) {
    return service.equals(later.service)
        && (reporter == later.reporter || reporter.isClosed() && !later.reporter.isClosed());
  }
}
