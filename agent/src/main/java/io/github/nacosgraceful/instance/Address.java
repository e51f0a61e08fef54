package io.github.nacosgraceful.instance;

/**
 * What identifies an instance within its service: JDK types only, so that it pins no class loader.
 * Immutable.
 */
public class Address {

  public final String ip;
  public final int port;
  public final String cluster;
  public final boolean ephemeral;

  public Address(String ip, int port, String cluster, boolean ephemeral) {
    this.ip = ip;
    this.port = port;
    this.cluster = cluster;
    this.ephemeral = ephemeral;
  }

  public boolean isAt(String otherIp, int otherPort) {
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
