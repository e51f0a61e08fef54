package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Reach;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** Its beats do not arrive. */
final class UnhealthyInstance implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (String address : facts.listed()) {
      Instance instance = facts.instance(address);
      if (!instance.healthy && facts.reach.get(address) == Reach.OPEN) {
        findings.add(
            new Finding(
                    Severity.RISK,
                    "unhealthy-instance",
                    address + " is listed as unhealthy: most callers leave it out.")
                .saw(facts.origin(address))
                .remedy(
                    instance.ephemeral
                        ? "Its port is open, and its beats have not arrived for 15 s. Its process"
                            + " hangs, or cannot reach Nacos."
                        : "The servers cannot connect to its port. Start it, or deregister it."));
      }
    }
    return findings;
  }
}
