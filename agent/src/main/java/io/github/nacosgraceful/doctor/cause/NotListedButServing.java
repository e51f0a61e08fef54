package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Reach;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** The instance left Nacos, and its callers have not noticed. */
public final class NotListedButServing implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    String asked = facts.target.instance;
    if (asked == null
        || facts.answering().isEmpty()
        || facts.listed().contains(asked)
        || facts.reach.get(asked) != Reach.OPEN) {
      return findings;
    }
    Finding finding =
        new Finding(
                Severity.CAUSE,
                "not-listed-but-serving",
                asked + " is listed on no node, but its port is open.")
            .saw("from this machine, its port " + Reach.OPEN.text)
            .saw("callers that are told of changes of the service: " + facts.subscribers().size());
    facts.subscribers().forEach(one -> finding.saw("  " + one));
    findings.add(
        finding.remedy(
            "If it is still called: callers keep lists of their own. Ribbon's is up to 30 s old,"
                + " Spring Cloud LoadBalancer's 35 s; with push-empty protection"
                + " (namingPushEmptyProtection) the last instance is never let go of; and who is"
                + " not among the callers above does not ask Nacos. Give the callers the agent:"
                + " they follow at the next pick. If it should be listed: its registration failed"
                + " or was taken back; look into its log."));
    return findings;
  }
}
