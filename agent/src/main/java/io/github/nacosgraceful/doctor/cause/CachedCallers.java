package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Severity;
import io.github.nacosgraceful.doctor.fact.Subscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What Nacos pushes is not yet what a caller picks from. */
final class CachedCallers implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    List<String> callers =
        facts.subscribers().stream().map(Subscriber::toString).collect(Collectors.toList());
    if (!callers.isEmpty()) {
      findings.add(
          new Finding(
                  Severity.NOTE,
                  "callers-with-caches",
                  callers.size()
                      + (callers.size() == 1 ? " caller is" : " callers are")
                      + " told of changes; each may pick from an older list of its own.")
              .saw(callers)
              .remedy(
                  "Ribbon's list is up to 30 s old, Spring Cloud LoadBalancer's 35 s. With the"
                      + " agent they follow at the next pick. Nacos does not know who has it: look"
                      + " for the line `armed` in their logs."));
    }
    return findings;
  }
}
