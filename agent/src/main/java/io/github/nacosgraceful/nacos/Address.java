package io.github.nacosgraceful.nacos;

/**
 * What identifies an instance within its service: JDK types only, so that it pins no class loader.
 * Immutable.
 */
public class Address {

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

  public String ip() {
    return ip;
  }

  public int port() {
    return port;
  }

  public String cluster() {
    return cluster;
  }

  /** Whether Nacos forgets it with its connection or its beats. */
  public boolean isEphemeral() {
    return ephemeral;
  }

  @Override
  public String toString() {
    return ip + ":" + port;
  }
}
