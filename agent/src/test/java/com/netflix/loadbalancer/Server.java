package com.netflix.loadbalancer;

/** Stands in for Ribbon's class: equal by address. */
public class Server {

  private final String host;
  private final int port;

  public Server(String host, int port) {
    this.host = host;
    this.port = port;
  }

  public String getHost() {
    return host;
  }

  public int getPort() {
    return port;
  }

  public boolean isAlive() {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Server && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
