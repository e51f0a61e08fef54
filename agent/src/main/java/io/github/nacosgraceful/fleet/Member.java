package io.github.nacosgraceful.fleet;

import io.github.nacosgraceful.doctor.fact.Instance;

/** One instance of a service, and whether it says that it has the agent. Immutable. */
final class Member {

  final String address;
  final String ip;
  final boolean usable;

  /** Of the agent; null if the instance says nothing of one. */
  final String agent;

  /** Of its agent's endpoint, on its own machine; 0 if it says none. */
  final int adminPort;

  Member(Instance instance) {
    address = instance.address();
    ip = instance.ip;
    usable = instance.isUsable();
    String[] said = instance.agent == null ? new String[0] : instance.agent.split(";", 2);
    agent = said.length == 0 ? null : said[0];
    adminPort = said.length == 2 && said[1].matches("[0-9]{1,5}") ? Integer.parseInt(said[1]) : 0;
  }

  boolean hasAgent() {
    return agent != null;
  }
}
