package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Nodes that do not know each other tell each other nothing. Addresses are not compared: members
 * may have others among themselves than those by which they are asked.
 */
final class NotOneCluster implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    int asked = facts.answering().size();
    for (NodeFacts node : facts.answering()) {
      if (node.members != null && node.members.size() < asked) {
        findings.add(
            new Finding(
                    Severity.CAUSE,
                    "not-one-cluster",
                    "Node " + node.address + " does not know all of the nodes that were asked.")
                .saw(
                    "its members: "
                        + node.members.stream()
                            .map(member -> member.address)
                            .collect(Collectors.joining(", ")))
                .remedy(
                    "List all nodes in cluster.conf of each of them; or ask only nodes of one"
                        + " cluster."));
      }
    }
    return findings;
  }
}
