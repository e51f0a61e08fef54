package io.github.nacosgraceful.fleet;

/** Who is told of changes of a service, and whether an instance of the same host has the agent. */
final class Caller {

  final String ip;

  /** {@code Nacos-Java-Client:v3.1.1}, and the application where the server tells it. */
  final String client;

  /** Whether some instance that is registered from the same address says that it has the agent. */
  final boolean hasAgent;

  Caller(String ip, String client, boolean hasAgent) {
    this.ip = ip;
    this.client = client;
    this.hasAgent = hasAgent;
  }
}
