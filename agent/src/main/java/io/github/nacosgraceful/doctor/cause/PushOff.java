package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** Callers are told nothing. */
final class PushOff implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (NodeFacts node : facts.answering()) {
      if (Boolean.FALSE.equals(node.pushEnabled)) {
        findings.add(
            new Finding(
                    Severity.CAUSE,
                    "push-off",
                    "Node " + node.address + " tells callers of no change: its push is off.")
                .saw("switch pushEnabled=false")
                .remedy(
                    "Set the switch pushEnabled=true. Clients 2 and newer never poll: they keep"
                        + " what they have."));
      }
    }
    return findings;
  }
}
