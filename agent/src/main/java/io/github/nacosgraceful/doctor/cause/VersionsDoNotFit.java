package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Reach;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Clients of another generation than the server is for. */
final class VersionsDoNotFit implements Check {

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> versions = new TreeMap<>();
    for (NodeFacts node : facts.answering()) {
      if (node.version != null) {
        versions.merge(node.version, node.address, (one, other) -> one + ", " + other);
      }
      if (node.generation == 1) {
        findings.add(
            new Finding(
                    Severity.NOTE,
                    "server-1",
                    "Node " + node.address + " is a server 1: clients 2 and newer cannot connect.")
                .saw("version " + node.version + ", which has no gRPC port")
                .remedy(
                    "An application with nacos-client 2 or 3 needs a server 2 or newer. Clients"
                        + " 1 are told of changes over UDP, or by their polls every 10 s."));
      } else if (node.grpc != Reach.OPEN && node.grpc != null) {
        findings.add(
            new Finding(
                    Severity.CAUSE,
                    "grpc-port-closed",
                    "Clients 2 and newer cannot connect to node " + node.address + ".")
                .saw("its gRPC port, 1000 above its port, " + node.grpc.text)
                .remedy("Open that port in firewalls, services and load balancers (as TCP)."));
      }
      if (Boolean.FALSE.equals(node.servesClients1)) {
        findings.add(
            new Finding(
                    Severity.NOTE,
                    "no-clients-1",
                    "Node " + node.address + " does not serve clients 1 any more.")
                .saw("its v1 API is off")
                .remedy(
                    "Applications with nacos-client 1 can neither register nor deregister there:"
                        + " they need a newer client, or nacos.core.api.compatibility.client"
                        + ".enabled=true (3.0 and 3.1)."));
      }
    }
    if (versions.size() > 1) {
      Finding mixed =
          new Finding(
              Severity.RISK, "mixed-versions", "The nodes do not all run the same version.");
      versions.forEach((version, nodes) -> mixed.saw(version + ": " + nodes));
      findings.add(mixed.remedy("Finish the upgrade: nodes of different versions may disagree."));
    }
    return findings;
  }
}
