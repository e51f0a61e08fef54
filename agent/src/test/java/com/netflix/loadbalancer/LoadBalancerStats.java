package com.netflix.loadbalancer;

import java.util.HashMap;
import java.util.Map;

/** Stands in for what Ribbon knows of all servers, also of those that are gone. */
public class LoadBalancerStats {

  private final Map<Server, ServerStats> stats = new HashMap<>();

  public ServerStats getSingleServerStat(Server server) {
    return stats.computeIfAbsent(server, one -> new ServerStats());
  }
}
