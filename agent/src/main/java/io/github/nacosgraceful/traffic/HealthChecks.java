package io.github.nacosgraceful.traffic;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Requests of platforms that only look whether a process is well, by whom they say to come from.
 * They are no traffic, whatever their path. Allocates nothing.
 */
public final class HealthChecks {

  /** Of Kubernetes, of the load balancers of three clouds, of Envoy, and of Consul. */
  public static final List<String> SENDERS =
      Collections.unmodifiableList(
          Arrays.asList(
              "kube-probe/",
              "ELB-HealthChecker/",
              "GoogleHC/",
              "Load Balancer Agent",
              "Envoy/HC",
              "Consul Health Check"));

  private HealthChecks() {}

  /**
   * @param userAgent null if nobody says
   */
  public static boolean send(String userAgent) {
    if (userAgent != null) {
      for (int i = 0; i < SENDERS.size(); i++) {
        if (userAgent.startsWith(SENDERS.get(i))) {
          return true;
        }
      }
    }
    return false;
  }
}
