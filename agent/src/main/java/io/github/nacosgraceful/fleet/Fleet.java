package io.github.nacosgraceful.fleet;

import java.util.ArrayList;
import java.util.List;

/** Everything that was found out. */
final class Fleet {

  final List<FleetService> services = new ArrayList<>();

  /** Nodes that did not answer or did not tell, each with the reason. */
  final List<String> problems = new ArrayList<>();

  /** The node that told; null if none did. */
  String node;

  int members() {
    return services.stream().mapToInt(service -> service.members.size()).sum();
  }

  int withAgent() {
    return services.stream().mapToInt(FleetService::withAgent).sum();
  }

  /** Whether something is missing that was asked for. */
  boolean isPartial() {
    return !problems.isEmpty() || services.stream().anyMatch(service -> service.problem != null);
  }

  /** One sentence for a manager. */
  String summary() {
    int members = members();
    return members == 0
        ? "No instance is registered."
        : withAgent()
            + " of "
            + members
            + " instances of "
            + services.size()
            + (services.size() == 1 ? " service" : " services")
            + " say that they have the agent ("
            + 100 * withAgent() / members
            + " %).";
  }
}
