package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Publisher;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whoever deregisters one of two registrations leaves the other. */
final class RegisteredTwice implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (String address : facts.addresses()) {
      List<String> places =
          facts.elsewhere.stream()
              .filter(one -> one.address.equals(address))
              .map(one -> "also registered as " + one.place)
              .collect(Collectors.toList());
      places.addAll(otherClusters(facts, address));
      List<Publisher> publishers = facts.publishers(address);
      if (publishers.size() > 1) {
        publishers.forEach(one -> places.add("registered by " + one.describe(facts.now())));
      }
      if (!places.isEmpty()) {
        findings.add(
            new Finding(
                    Severity.RISK, "registered-twice", address + " is registered more than once.")
                .saw(places)
                .remedy(
                    "If one of them is left over, who looks there goes on calling it. Find what"
                        + " registers it (two starters, a second registry such as Dubbo's, an old"
                        + " configuration) and leave one."));
      }
    }
    return findings;
  }

  private static List<String> otherClusters(Facts facts, String address) {
    List<String> clusters = new ArrayList<>();
    for (NodeFacts node : facts.answering()) {
      for (Instance one : node.registered == null ? node.listed : node.registered) {
        if (one.address().equals(address) && !clusters.contains(one.cluster)) {
          clusters.add(one.cluster);
        }
      }
    }
    return clusters.size() < 2
        ? new ArrayList<>()
        : clusters.stream().map(one -> "in cluster " + one).collect(Collectors.toList());
  }
}
