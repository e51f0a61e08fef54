package io.github.nacosgraceful.doctor.fact;

import io.github.nacosgraceful.instance.HostPort;
import java.util.Locale;

/** Who is told of changes of the service: a caller. */
public final class Subscriber {

  /** {@code ip:port}; the port is that of UDP, or 0. */
  final String address;

  /** {@code Nacos-Java-Client:v3.1.1}. */
  final String agent;

  final String application;

  public Subscriber(String address, String agent, String application) {
    this.address = address;
    this.agent = agent;
    this.application = application;
  }

  /** Told over UDP, which may not arrive. */
  public boolean isOld() {
    return agent.toLowerCase(Locale.ROOT).matches(".*client[:/ -]*v?1\\..*");
  }

  /** Without the port. */
  public String ip() {
    HostPort at = HostPort.parse(address, 0);
    return at == null ? address : at.host;
  }

  /** Which client it is, and of which application where the server tells. */
  public String client() {
    return agent
        + (application.isEmpty() || application.equals("unknown") ? "" : " (" + application + ")");
  }

  @Override
  public String toString() {
    String at = address.endsWith(":0") ? address.substring(0, address.length() - 2) : address;
    return at + " " + client();
  }
}
