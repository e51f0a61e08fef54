package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The cluster has more nodes than were asked, and one of those may be the one that differs. */
final class NotAllAsked implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    for (NodeFacts node : facts.answering()) {
      if (node.members != null && node.members.size() > facts.nodes.size()) {
        String all =
            node.members.stream().map(member -> member.address).collect(Collectors.joining(","));
        return Collections.singletonList(
            new Finding(
                    Severity.NOTE,
                    "not-all-asked",
                    "The cluster has more nodes than were asked: "
                        + node.members.size()
                        + " and not "
                        + facts.nodes.size()
                        + ".")
                .saw("the members of " + node.address + ": " + all)
                .remedy(
                    "Ask all of them, by addresses that are good from here: --server-addr " + all));
      }
    }
    return Collections.emptyList();
  }
}
