package io.github.nacosgraceful.nacos;

/**
 * What identifies an instance within its service: JDK types only, so that it pins no class loader.
 */
final class Address {

  final String ip;
  final int port;
  final String cluster;
  final boolean ephemeral;

  Address(String ip, int port, String cluster, boolean ephemeral) {
    this.ip = ip;
    this.port = port;
    this.cluster = cluster;
    this.ephemeral = ephemeral;
  }

  boolean isAt(String otherIp, int otherPort) {
    return port == otherPort && ip.equals(otherIp);
  }

  @Override
  public String toString() {
    return ip + ":" + port;
  }
}
