package com.netflix.loadbalancer;

/** Stands in for what Ribbon knows of one server. */
public class ServerStats {

  public int failures = 3;

  public void clearSuccessiveConnectionFailureCount() {
    failures = 0;
  }
}
