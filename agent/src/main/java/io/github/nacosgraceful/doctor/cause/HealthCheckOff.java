package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** What stops beating stays. */
final class HealthCheckOff implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (NodeFacts node : facts.answering()) {
      if (Boolean.FALSE.equals(node.healthCheckEnabled)) {
        findings.add(
            new Finding(
                    Severity.CAUSE,
                    "health-check-off",
                    "Node " + node.address + " removes nothing that stops beating.")
                .saw("switch healthCheckEnabled=false")
                .remedy("Set the switch healthCheckEnabled=true."));
      }
    }
    return findings;
  }
}
