package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Where too few are healthy, callers get the unhealthy ones as well. */
final class ProtectionThreshold implements Check {

  /** A setting of the service: one node speaks for all. */
  @Override
  public List<Finding> find(Facts facts) {
    for (NodeFacts node : facts.answering()) {
      if (node.protectThreshold != null && node.protectThreshold > 0) {
        return Collections.singletonList(finding(node));
      }
    }
    return Collections.emptyList();
  }

  private static Finding finding(NodeFacts node) {
    // Of callers' lists a node says that all are healthy, once the threshold is reached.
    List<Instance> instances = node.registered != null ? node.registered : node.listed;
    long healthy = instances.stream().filter(one -> one.healthy).count();
    boolean reached = !instances.isEmpty() && healthy <= node.protectThreshold * instances.size();
    return new Finding(
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
                instances.size()))
        .remedy(
            "Set it to 0 in the console, unless calls to dead instances are better than too much"
                + " load on the others.");
  }
}
