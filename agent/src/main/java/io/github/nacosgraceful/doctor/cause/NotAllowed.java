package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A node with authentication did not answer everything. */
final class NotAllowed implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (NodeFacts node : facts.nodes) {
      if (!node.refused.isEmpty() && node.loginProblem == null) {
        boolean all = node.listed == null;
        findings.add(
            new Finding(
                    all ? Severity.CAUSE : Severity.NOTE,
                    "not-allowed",
                    "Node "
                        + node.address
                        + (all
                            ? " tells nothing without a user who may read there."
                            : " tells some things only to administrators."))
                .saw("not told: " + String.join(", ", new LinkedHashSet<>(node.refused)))
                .remedy("Pass --username and --password of an administrator to see all causes."));
      }
    }
    return findings;
  }
}
