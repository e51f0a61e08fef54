package io.github.nacosgraceful.doctor.fact;

/**
 * Who registers an instance, as a server 2 or 3 knows it: a connection, or (for clients 1 and for
 * permanent instances) the instance's own address.
 */
public final class Publisher {

  final String clientId;

  /** Of the instance. */
  final String address;

  /** {@code Nacos-Java-Client:v3.1.1}; empty if not told. */
  final String version;

  /** From where the client is connected; empty if it is not. */
  final String from;

  /** By the node's clock, of the last beat or registration; 0 if not told. */
  public final long updated;

  /** Whether it has a connection; else it beats. */
  public final boolean connected;

  public Publisher(
      String clientId,
      String address,
      String version,
      String from,
      long updated,
      boolean connected) {
    this.clientId = clientId;
    this.address = address;
    this.version = version;
    this.from = from;
    this.updated = updated;
    this.connected = connected;
  }

  /**
   * @param now by the node's clock
   */
  public String describe(long now) {
    StringBuilder text = new StringBuilder("client ").append(clientId);
    if (!version.isEmpty()) {
      text.append(" (").append(version).append(')');
    }
    if (!from.isEmpty()) {
      text.append(" from ").append(from);
    }
    if (updated > 0) {
      text.append(connected ? ", connected, last changed " : ", last beat or registration ")
          .append(Times.ago(now - updated));
    }
    return text.toString();
  }
}
