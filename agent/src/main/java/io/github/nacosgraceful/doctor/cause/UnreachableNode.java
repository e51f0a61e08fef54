package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** A node that gives no answer: callers that are connected to it are told nothing. */
final class UnreachableNode implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (NodeFacts node : facts.nodes) {
      if (node.problem != null) {
        findings.add(
            new Finding(
                    Severity.CAUSE,
                    "node-unreachable",
                    "Node " + node.address + " cannot be asked: " + node.problem + ".")
                .remedy(
                    "If it is meant to run: start it, or open its port. If it is gone: take its"
                        + " address out of the clients' server-addr."));
      }
    }
    return findings;
  }
}
