package io.github.nacosgraceful.faults;

import java.util.stream.Stream;

/**
 * What a run is made with.
 *
 * @param server the version of the Nacos servers
 * @param client the version of nacos-client
 * @param agent whether the client has the agent; one that has not shows what the agent is for
 */
record With(String server, String client, boolean agent) {

  /** Each pair of a server and a client, without and with the agent. */
  static Stream<With> each(String... serversAndClients) {
    return Stream.of(serversAndClients)
        .map(pair -> pair.split(" "))
        .flatMap(
            pair -> Stream.of(new With(pair[0], pair[1], false), new With(pair[0], pair[1], true)));
  }

  boolean hasClient1() {
    return client.startsWith("1.");
  }

  @Override
  public String toString() {
    return "Nacos %s, client %s, %s"
        .formatted(server, client, agent ? "with the agent" : "without");
  }
}
