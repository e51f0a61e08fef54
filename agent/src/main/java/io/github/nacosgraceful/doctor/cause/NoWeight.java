package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** An instance of weight 0 is picked by nobody. */
final class NoWeight implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (String address : facts.listed()) {
      if (facts.instance(address).weight <= 0) {
        findings.add(
            new Finding(
                    Severity.CAUSE,
                    "no-weight",
                    address + " has weight 0: callers that go by weights never pick it.")
                .saw("weight=0")
                .remedy("Set its weight to 1 in the console."));
      }
    }
    return findings;
  }
}
