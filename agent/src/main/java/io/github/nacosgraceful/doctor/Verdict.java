package io.github.nacosgraceful.doctor;

import io.github.nacosgraceful.doctor.cause.Checks;
import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** What came out, in one sentence and one number. */
final class Verdict {

  static final int HEALTHY = 0;
  static final int FINDINGS = 1;
  static final int NOTHING_REACHED = 2;

  final Facts facts;
  final List<Finding> findings;

  Verdict(Facts facts) {
    this.facts = facts;
    this.findings = Checks.findings(facts);
  }

  /** Notes are no findings to act upon. */
  int exitCode() {
    if (facts.nodes.stream().allMatch(node -> node.problem != null)) {
      return NOTHING_REACHED;
    }
    return count(Severity.CAUSE) + count(Severity.RISK) > 0 ? FINDINGS : HEALTHY;
  }

  String sentence() {
    return sentence(Words.ENGLISH);
  }

  String sentence(Words words) {
    if (exitCode() == NOTHING_REACHED) {
      return words.of("No node of Nacos answers.");
    }
    List<String> causes =
        findings.stream()
            .filter(finding -> finding.severity == Severity.CAUSE)
            .map(finding -> finding.sentence)
            .collect(Collectors.toList());
    if (causes.isEmpty()) {
      return words.of(
          facts.target.name()
              + " is in order: "
              + of(facts.listed().size(), "instance")
              + " on "
              + of(facts.answering().size(), "node")
              + (count(Severity.RISK) == 0
                  ? "."
                  : "; but " + of(count(Severity.RISK), "risk") + "."));
    }
    return facts.target.name()
        + ": "
        + words.of(causes.get(0))
        + (causes.size() == 1
            ? ""
            : " " + words.of("And " + of(causes.size() - 1, "more cause") + "."));
  }

  private int count(Severity severity) {
    return (int) findings.stream().filter(finding -> finding.severity == severity).count();
  }

  private static String of(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
