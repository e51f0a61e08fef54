package io.github.nacosgraceful.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A service: its instances and its callers. */
final class FleetService {

  final String name;
  final List<Member> members = new ArrayList<>();
  final List<Caller> callers = new ArrayList<>();

  /** What was not told of it, with the reason; null if all was. */
  String problem;

  FleetService(String name) {
    this.name = name;
  }

  int withAgent() {
    return (int) members.stream().filter(Member::hasAgent).count();
  }

  /** Of the agents, without those that are there more than once. */
  TreeSet<String> versions() {
    TreeSet<String> versions = new TreeSet<>();
    for (Member member : members) {
      if (member.hasAgent()) {
        versions.add(member.agent);
      }
    }
    return versions;
  }

  /** The addresses of callers of whom nothing says that they have the agent. */
  TreeSet<String> callersWithout() {
    TreeSet<String> without = new TreeSet<>();
    for (Caller caller : callers) {
      if (!caller.hasAgent) {
        without.add(caller.ip + " " + caller.client);
      }
    }
    return without;
  }
}
