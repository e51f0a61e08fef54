package com.netflix.loadbalancer;

import java.util.ArrayList;
import java.util.List;

/** Stands in for Ribbon's class: as much of it as the guard calls. */
public class BaseLoadBalancer {

  public final String name;
  public volatile List<Server> all = new ArrayList<>();

  /** Null for those of {@link #all}. */
  public volatile List<Server> reachable;

  public volatile IPing ping = new DummyPing();
  public volatile boolean pings;
  public final LoadBalancerStats stats = new LoadBalancerStats();

  public BaseLoadBalancer(String name) {
    this.name = name;
  }

  public String getName() {
    return name;
  }

  public IPing getPing() {
    return ping;
  }

  public boolean isPingInProgress() {
    return pings;
  }

  public List<Server> getAllServers() {
    return all;
  }

  public List<Server> getReachableServers() {
    return reachable == null ? all : reachable;
  }

  public LoadBalancerStats getLoadBalancerStats() {
    return stats;
  }

  public Server chooseServer(Object key) {
    List<Server> servers = all;
    return servers.isEmpty() ? null : servers.get(0);
  }
}
