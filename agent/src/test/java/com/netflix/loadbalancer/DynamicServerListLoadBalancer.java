package com.netflix.loadbalancer;

/** Stands in for Ribbon's class. */
public abstract class DynamicServerListLoadBalancer extends BaseLoadBalancer {

  protected DynamicServerListLoadBalancer(String name) {
    super(name);
  }

  public abstract void updateListOfServers();
}
