package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.ProcessFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** The process has deregistered it, and stays up. */
final class OfflineByHand implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    ProcessFacts process = facts.process;
    if (process != null && !process.offline.isEmpty()) {
      findings.add(
          new Finding(
                  Severity.CAUSE,
                  "offline-by-hand",
                  "Process " + process.pid + " has taken this service offline.")
              .saw("offline: " + String.join(", ", process.offline))
              .saw("its state: " + process.state)
              .remedy(
                  "Somebody asked for it, or it is about to end. Bring it back with the command"
                      + " online "
                      + process.pid
                      + ", or POST /online."));
    }
    return findings;
  }
}
