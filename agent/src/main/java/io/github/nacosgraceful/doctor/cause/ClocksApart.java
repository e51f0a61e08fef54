package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Severity;
import io.github.nacosgraceful.doctor.fact.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Callers take a list that is older than the one they have for stale, by the nodes' clocks. */
final class ClocksApart implements Check {

  /** An answer tells the second only, and takes its time. */
  private static final long TOLERATED_MILLIS = 3000;

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    NodeFacts first = null;
    for (NodeFacts node : facts.nodes) {
      if (node.clockOffsetMillis != null) {
        first = first == null ? node : first;
        long apart = node.clockOffsetMillis - first.clockOffsetMillis;
        if (Math.abs(apart) > TOLERATED_MILLIS) {
          findings.add(finding(node, first, apart));
        }
      }
    }
    return findings;
  }

  private static Finding finding(NodeFacts node, NodeFacts first, long apart) {
    String by = Times.length(Math.abs(apart)) + (apart > 0 ? " ahead of" : " behind");
    return new Finding(
            Severity.RISK,
            "clocks-apart",
            "The clock of node " + node.address + " is " + by + " that of " + first.address + ".")
        .saw(fromHere(node), fromHere(first))
        .remedy(
            "Let all nodes follow one time server. A caller that moves from a node ahead to one"
                + " behind takes what it is told for stale (nacos#14042).");
  }

  private static String fromHere(NodeFacts node) {
    return String.format(
        Locale.ROOT,
        "%s: %+.0f s from this machine's clock",
        node.address,
        node.clockOffsetMillis / 1000.0);
  }
}
