package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** The user is not known to a node, or not with that password. */
final class WrongPassword implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (NodeFacts node : facts.nodes) {
      if (node.loginProblem != null && node.problem == null) {
        findings.add(
            new Finding(
                    Severity.CAUSE,
                    "login-refused",
                    "Node " + node.address + " does not let this user in.")
                .saw(node.loginProblem)
                .remedy(
                    "Check --username and --password. Applications with these credentials can"
                        + " neither register nor deregister there. Nodes read new users every"
                        + " 15 s."));
      }
    }
    return findings;
  }
}
