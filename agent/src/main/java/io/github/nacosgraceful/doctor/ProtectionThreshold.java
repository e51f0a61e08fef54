package io.github.nacosgraceful.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where too few are healthy, callers get the unhealthy ones as well. */
final class ProtectionThreshold implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (NodeFacts node : facts.answering()) {
      if (node.protectThreshold != null && node.protectThreshold > 0) {
        long healthy = node.listed.stream().filter(one -> one.healthy).count();
        boolean reached =
            !node.listed.isEmpty() && healthy <= node.protectThreshold * node.listed.size();
        findings.add(
            new Finding(
                    reached ? Severity.CAUSE : Severity.RISK,
                    "protection-threshold",
                    reached
                        ? "Callers get dead instances too: the protection threshold is reached."
                        : "The service has a protection threshold.")
                .saw(
                    String.format(
                        Locale.ROOT,
                        "%s: threshold %.2f, healthy %d of %d",
                        node.address,
                        node.protectThreshold,
                        healthy,
                        node.listed.size()))
                .remedy(
                    "Set it to 0 in the console, unless calls to dead instances are better than"
                        + " too much load on the others."));
        return findings;
      }
    }
    return findings;
  }
}
