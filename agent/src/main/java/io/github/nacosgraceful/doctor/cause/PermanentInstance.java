package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** Nacos never removes it by itself. */
final class PermanentInstance implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (String address : facts.addresses()) {
      Instance instance = facts.instance(address);
      if (!instance.ephemeral) {
        findings.add(
            new Finding(
                    Severity.RISK,
                    "permanent-instance",
                    address + " is permanent: it stays when its process is gone.")
                .saw(
                    "ephemeral=false, "
                        + (instance.healthy ? "healthy" : "unhealthy")
                        + " by the servers' own probe of its port")
                .saw(facts.origin(address))
                .remedy(
                    "Unless that is wanted: spring.cloud.nacos.discovery.ephemeral=true. Some"
                        + " versions of Spring Cloud Alibaba deregister it as an ephemeral one,"
                        + " which does nothing (nacos#13707); the agent deregisters it as what it"
                        + " is."));
      }
    }
    return findings;
  }
}
