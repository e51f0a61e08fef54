package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** Taken offline by hand, which Nacos remembers for the address. */
final class DisabledInstance implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (String address : facts.addresses()) {
      Instance instance = facts.instance(address);
      if (!instance.enabled) {
        findings.add(
            new Finding(
                    Severity.CAUSE,
                    "disabled-instance",
                    address + " is registered, but disabled: callers do not see it.")
                .saw("enabled=false")
                .saw(facts.origin(address))
                .remedy(
                    "Put it online in the console. What was set there stays with the address, also"
                        + " for the next process that registers it (nacos#10975, #13131); or the"
                        + " application itself registers with"
                        + " spring.cloud.nacos.discovery.instance-enabled=false."));
      }
    }
    return findings;
  }
}
