package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Severity;
import io.github.nacosgraceful.doctor.fact.Times;
import java.util.ArrayList;
import java.util.List;

/** It asked Nacos to keep it for long without beats. */
final class LateRemoval implements Check {

  private static final long USUAL_MILLIS = 60_000;

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (String address : facts.addresses()) {
      Instance instance = facts.instance(address);
      if (instance.ephemeral && instance.deletedAfterMillis > USUAL_MILLIS) {
        findings.add(
            new Finding(
                    Severity.RISK,
                    "late-removal",
                    address
                        + " stays for "
                        + Times.length(instance.deletedAfterMillis)
                        + " after its last beat.")
                .saw("metadata preserved.ip.delete.timeout=" + instance.deletedAfterMillis)
                .remedy("Take preserved.ip.delete.timeout out of its metadata: 30 s is usual."));
      }
    }
    return findings;
  }
}
