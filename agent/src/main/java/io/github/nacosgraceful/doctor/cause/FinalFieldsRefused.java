package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.ProcessFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;

/** The JSON of the Nacos client 2 and 3 writes to a final field, which Java 26 warns of. */
final class FinalFieldsRefused implements Check {

  private static final String REMEDY =
      "Start the JVM with --enable-final-field-mutation=ALL-UNNAMED; or, in an executable jar, with"
          + " Enable-Final-Field-Mutation: ALL-UNNAMED in its manifest. The agent itself needs"
          + " neither.";

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    ProcessFacts process = facts.process;
    if (process == null || !process.hasGrpcClient) {
      return findings;
    }
    if (process.finalFields.equals("deny")) {
      findings.add(
          new Finding(
                  Severity.CAUSE,
                  "final-fields",
                  "The Nacos client of process " + process.pid + " cannot connect on this JVM.")
              .saw(
                  "Java "
                      + process.java
                      + " refuses writes to final fields (--illegal-final-field-mutation=deny)",
                  "client 2 and 3 write to one for each request; their log says Client not"
                      + " connected, current status:STARTING")
              .remedy(REMEDY));
    } else if (process.finalFields.equals("warn") || process.finalFields.equals("debug")) {
      findings.add(
          new Finding(
                  Severity.NOTE,
                  "final-fields",
                  "The Nacos client of process "
                      + process.pid
                      + " writes to a final field, which a later Java will refuse.")
              .saw("Java " + process.java + " warns of it on standard error")
              .remedy(REMEDY));
    }
    return findings;
  }
}
