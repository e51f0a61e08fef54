package io.github.nacosgraceful.doctor;

import java.util.ArrayList;
import java.util.List;

/** Nodes that do not know each other tell each other nothing. */
final class NotOneCluster implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (NodeFacts node : facts.answering()) {
      for (NodeFacts other : facts.answering()) {
        if (node.members != null && other != node && !knows(node, other)) {
          findings.add(
              new Finding(
                      Severity.CAUSE,
                      "not-one-cluster",
                      "Node " + node.address + " does not know node " + other.address + ".")
                  .saw("its members: " + members(node))
                  .remedy(
                      "List all nodes in cluster.conf of each of them, by the same addresses; or"
                          + " ask only nodes of one cluster."));
        }
      }
    }
    return findings;
  }

  private static boolean knows(NodeFacts node, NodeFacts other) {
    // By whatever name it is asked: only the port is sure to be the same.
    return node.members.stream().anyMatch(member -> isAt(member, other.address))
        || node.members.size() > 1 && !isNumeric(other.address);
  }

  private static boolean isAt(Member member, String address) {
    return address.replaceFirst("^.*://", "").equals(member.address);
  }

  private static boolean isNumeric(String address) {
    return address.matches("(.*://)?[0-9.]+:[0-9]+");
  }

  private static String members(NodeFacts node) {
    List<String> members = new ArrayList<>();
    node.members.forEach(member -> members.add(member.address));
    return String.join(", ", members);
  }
}
