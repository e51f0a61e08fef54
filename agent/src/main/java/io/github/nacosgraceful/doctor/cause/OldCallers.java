package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Severity;
import io.github.nacosgraceful.doctor.fact.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** They are told of changes over UDP. */
final class OldCallers implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    List<String> old =
        facts.subscribers().stream()
            .filter(Subscriber::isOld)
            .map(Subscriber::toString)
            .collect(Collectors.toList());
    if (!old.isEmpty()) {
      findings.add(
          new Finding(
                  Severity.RISK,
                  "old-callers",
                  old.size()
                      + (old.size() == 1 ? " caller has" : " callers have")
                      + " a client 1: told of changes over UDP.")
              .saw(old)
              .remedy(
                  "Where UDP does not get through (containers, other networks), they learn of a"
                      + " change by their poll, up to 10 s later (nacos#9067). Use nacos-client 2"
                      + " or newer, or give the providers drain.min=12s."));
    }
    return findings;
  }
}
