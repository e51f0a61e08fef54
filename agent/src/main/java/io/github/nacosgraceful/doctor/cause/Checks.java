package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** All causes that are known. Within a severity, findings keep this order. */
public final class Checks {

  static final List<Check> ALL =
      Arrays.asList(
          new UnreachableNode(),
          new WrongPassword(),
          new NotAllowed(),
          new UnknownNamespace(),
          new OfflineByHand(),
          new FinalFieldsRefused(),
          new ProcessSeesOthers(),
          new NotListedButServing(),
          new UnknownService(),
          new ListedOnSomeNodes(),
          new NotOneCluster(),
          new MemberDown(),
          new DeadInstance(),
          new DisabledInstance(),
          new NoWeight(),
          new PushOff(),
          new HealthCheckOff(),
          new ProtectionThreshold(),
          new PermanentInstance(),
          new UnhealthyInstance(),
          new RegisteredTwice(),
          new LateRemoval(),
          new OldCallers(),
          new VersionsDoNotFit(),
          new ClocksApart(),
          new AgentPartOff(),
          new NotAllAsked(),
          new CachedCallers());

  private Checks() {}

  /** The gravest first. */
  public static List<Finding> findings(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    ALL.forEach(check -> findings.addAll(check.find(facts)));
    findings.sort(Comparator.comparing(finding -> finding.severity));
    return findings;
  }
}
