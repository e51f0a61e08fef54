package io.github.nacosgraceful.instance;

import java.util.Objects;

/**
 * What identifies an instance within its service: JDK types only, so that it pins no class loader.
 * Immutable.
 */
public final class Address {

  /** As it is spelled in Nacos. */
  public final String ip;

  public final int port;
  public final String cluster;
  public final boolean ephemeral;
  private final HostPort at;

  public Address(String ip, int port, String cluster, boolean ephemeral) {
    this.ip = ip;
    this.port = port;
    this.cluster = cluster;
    this.ephemeral = ephemeral;
    this.at = HostPort.of(ip, port);
  }

  /** Where it listens; null for one without an ip. */
  public HostPort hostPort() {
    return at;
  }

  public boolean isAt(HostPort other) {
    return Objects.equals(at, other);
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
    return String.valueOf(at);
  }
}
