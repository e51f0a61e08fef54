package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;

/**
 * Balances TCP connections, as a service of Kubernetes does: it looks into none of them, and each
 * stays with the instance that it was opened to.
 */
public final class Balancer implements AutoCloseable {

  private final Gateway gateway;

  /** In front of the instance at this port. */
  public Balancer(int target) {
    try {
      gateway = new Gateway(InetAddress.getLoopbackAddress(), Ports.application(), target);
      gateway.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return gateway.port();
  }

  /** New connections go to this instance from now on. */
  public void target(int port) {
    gateway.target(port);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
