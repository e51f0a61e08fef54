package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Member;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A member of the cluster that the others do not reach. */
final class MemberDown implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    Set<String> named = new TreeSet<>();
    for (NodeFacts node : facts.answering()) {
      for (Member member : node.members == null ? new ArrayList<Member>() : node.members) {
        if (!member.state.equals("UP") && named.add(member.address)) {
          findings.add(
              new Finding(
                      Severity.RISK,
                      "member-down",
                      "Node " + node.address + " does not reach node " + member.address + ".")
                  .saw("it has it as " + member.state)
                  .remedy(
                      "What changes on one of them, the other learns late or never. Check that"
                          + " node, and the network between nodes (port + 1001)."));
        }
      }
    }
    return findings;
  }
}
