package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.ProcessFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** The process has the agent, but not all of it. */
final class AgentPartOff implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    ProcessFacts process = facts.process;
    if (process == null || process.off.isEmpty() && process.suppressedErrors == 0) {
      return findings;
    }
    Finding finding =
        new Finding(
                Severity.RISK,
                "agent-part-off",
                "The agent of process " + process.pid + " does not do all that it could.")
            .saw(process.off);
    if (process.suppressedErrors > 0) {
      finding.saw("suppressed errors of its own: " + process.suppressedErrors);
    }
    findings.add(
        finding.remedy(
            "A part that is off leaves the application as it is without the agent: take back the"
                + " option, or report the version. Suppressed errors are in the process's log:"
                + " please report them."));
    return findings;
  }
}
