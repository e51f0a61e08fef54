package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** A namespace is named by its identifier, not by what the console shows. */
final class UnknownNamespace implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    if (facts.namespaces != null && !facts.namespaces.contains(facts.target.namespace)) {
      findings.add(
          new Finding(
                  Severity.CAUSE,
                  "namespace-unknown",
                  "There is no namespace " + facts.target.namespace + ".")
              .saw("there are " + String.join(", ", facts.namespaces))
              .remedy(
                  "Pass the namespace's identifier, as applications do: not the name that the"
                      + " console shows beside it."));
    }
    return findings;
  }
}
