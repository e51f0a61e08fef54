package io.github.nacosgraceful.service;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
import java.util.Map;
import java.util.Set;

/** What Nacos says of one service, in one group, at one time. */
public final class Report {

  final ServiceName service;
  final Set<HostPort> usable;
  final Map<HostPort, String> warmUps;

  /**
   * @param service with its group, and its clusters where only those were asked for
   * @param usable the instances that callers may use
   * @param warmUps what some of these say of their warm-up
   */
  public Report(ServiceName service, Set<HostPort> usable, Map<HostPort, String> warmUps) {
    this.service = service;
    this.usable = usable;
    this.warmUps = warmUps;
  }
}
