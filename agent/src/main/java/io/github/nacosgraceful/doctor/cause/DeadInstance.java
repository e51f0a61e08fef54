package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Reach;
import io.github.nacosgraceful.doctor.fact.Severity;
import io.github.nacosgraceful.doctor.fact.Times;
import java.util.ArrayList;
import java.util.List;

/** Callers are sent to where nobody answers. */
final class DeadInstance implements Check {

  /** Clients beat every 5 s. */
  private static final long RECENT_MILLIS = 8000;

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    for (String address : facts.listed()) {
      Reach reach = facts.reach.get(address);
      if (reach == Reach.REFUSED || reach == Reach.SILENT) {
        findings.add(finding(facts, address, reach));
      }
    }
    return findings;
  }

  private static Finding finding(Facts facts, String address, Reach reach) {
    return new Finding(
            Severity.CAUSE,
            "dead-instance",
            address
                + " is listed, but "
                + (reach == Reach.REFUSED
                    ? "its port refuses connections."
                    : "its host does not answer."))
        .saw("from this machine, its port " + reach.text)
        .saw(facts.origin(address))
        .remedy(remedy(facts, address));
  }

  private static String remedy(Facts facts, String address) {
    Instance instance = facts.instance(address);
    if (instance != null && !instance.ephemeral) {
      return "It is permanent: Nacos never removes it. Deregister it as a permanent instance, or"
          + " delete it in the console.";
    }
    if (beats(facts, address)) {
      return "Somebody beat for it a moment ago. If it stays: another process, or an old"
          + " one that still runs, registers this address; find it by the client above and stop"
          + " it. If it was just killed, Nacos removes it 30 s after the last beat: let it"
          + " deregister before its port closes, which the agent does.";
    }
    return "Its process is gone or closed its port before it deregistered. Nacos removes it once"
        + " its connection is closed, or "
        + Times.length(instance == null ? 30_000 : instance.deletedAfterMillis)
        + " after its last beat. With the agent it deregisters first, and serves on until its"
        + " callers have left.";
  }

  private static boolean beats(Facts facts, String address) {
    Instance instance = facts.instance(address);
    return instance != null
            && instance.lastBeat > 0
            && facts.now() - instance.lastBeat < RECENT_MILLIS
        || facts.publishers(address).stream()
            .anyMatch(one -> !one.connected && facts.now() - one.updated < RECENT_MILLIS);
  }
}
