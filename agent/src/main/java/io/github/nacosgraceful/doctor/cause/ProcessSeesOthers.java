package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.ProcessFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A caller's own Nacos client has another list than the nodes. */
final class ProcessSeesOthers implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    ProcessFacts process = facts.process;
    if (process == null || process.sees == null || facts.answering().isEmpty()) {
      return findings;
    }
    TreeSet<String> gone = new TreeSet<>(process.sees);
    gone.removeAll(facts.listed());
    TreeSet<String> unknown = new TreeSet<>(facts.listed());
    unknown.removeAll(process.sees);
    // What callers may not use is listed, and left out of their lists.
    unknown.removeIf(address -> !facts.instance(address).isUsable());
    if (gone.isEmpty() && unknown.isEmpty()) {
      return findings;
    }
    Finding finding =
        new Finding(
            Severity.CAUSE,
            "process-sees-others",
            "Process " + process.pid + " picks from another list than the nodes have.");
    if (!gone.isEmpty()) {
      finding.saw("it still calls: " + String.join(", ", gone));
    }
    if (!unknown.isEmpty()) {
      finding.saw("it does not know: " + String.join(", ", unknown));
    }
    findings.add(
        finding.remedy(
            "Its Nacos client was not told. Ask again in a few seconds; if it stays, see in its log"
                + " whether it is connected, and to these nodes, this namespace and this group. An"
                + " empty list may be held back on purpose: push-empty, namingPushEmptyProtection."));
    return findings;
  }
}
