package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import io.github.nacosgraceful.doctor.fact.Times;
import java.util.ArrayList;
import java.util.List;

/** The nodes do not agree on who is there. */
final class ListedOnSomeNodes implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (String address : facts.different()) {
      Long millis = facts.differsForMillis.get(address);
      List<String> on = new ArrayList<>();
      Finding finding =
          new Finding(
              Severity.CAUSE,
              "listed-on-some-nodes",
              address
                  + " is listed on some nodes only"
                  + (millis == null ? "" : ", for " + Times.length(millis) + " now")
                  + ".");
      for (NodeFacts node : facts.answering()) {
        on.add(node.address + (node.lists(address) ? " lists it" : " does not list it"));
      }
      findings.add(
          finding
              .saw(on)
              .saw(facts.origin(address))
              .remedy(
                  "A cluster needs up to 2 s for a change. If it stays so, the nodes are not in"
                      + " step: callers of the nodes that list it go on calling. Look for the"
                      + " nodes' own findings, then restart the node that is wrong."));
    }
    return findings;
  }
}
