package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Stands in front of one Nacos node on this machine: a client that is configured with the proxy's
 * address sees what the proxy makes of the node, the other nodes and the tests see the node itself.
 *
 * <p>It listens at a main port (HTTP) and at the one above it by 1000 (gRPC), as a node does.
 */
public final class Proxy implements AutoCloseable {

  /** What becomes of connections. */
  public enum Mode {
    /** Everything is forwarded. */
    PASS,
    /** New connections are refused, and there are no old ones: they were reset. */
    REFUSE,
    /**
     * Connections are accepted, and stay open; what is sent is swallowed, closing is seen. After it
     * a connection that lacks bytes is reset.
     */
    HANG,
    /**
     * The network is lost without a word: nothing arrives on either side, closing neither. It does
     * when the mode changes.
     */
    DROP
  }

  private final String host;
  private final Gateway http;
  private final Gateway grpc;

  /** In front of the node at this main port. */
  public Proxy(int target) {
    this("127.0.0.1", Ports.proxy(), target);
  }

  /**
   * The same at a certain port of a certain loopback address: several of them with the same port
   * are what a name with several records stands for.
   */
  public Proxy(String host, int port, int target) {
    try {
      this.host = host;
      InetAddress address = InetAddress.getByName(host);
      http = new Gateway(address, port, target);
      grpc = new Gateway(address, port + 1000, target + 1000);
      http.open();
      grpc.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Proxy before(NacosNode node) {
    return new Proxy(node.port());
  }

  public int port() {
    return http.port();
  }

  /** {@code ip:port}, as a client is configured with it. */
  public String address() {
    return host + ":" + port();
  }

  /** Switches both ports; what HTTP requests were answered with is over too. */
  public void mode(Mode mode) {
    for (Gateway gateway : List.of(http, grpc)) {
      gateway.answer(0);
      gateway.mode(mode);
    }
  }

  /** Closes the connections there are, and stays in the mode. */
  public void cut() {
    http.cut();
    grpc.cut();
  }

  /** From now on each HTTP request is answered with this status; gRPC passes as it did. */
  public void answer(int status) {
    http.answer(status);
    http.cut(); // a connection that is kept alive would go on being forwarded
  }

  /** From now on the main port speaks TLS, as a gateway in front of the node would. */
  public void tls(SSLContext context) {
    http.tls(context);
    http.cut();
  }

  /** Holds back what a client sends to the HTTP port for so long. */
  public void delay(Duration delay) {
    http.delay(delay);
  }

  /** The same on both ports: a node that answers slowly. */
  public void slow(Duration delay) {
    http.delay(delay);
    grpc.delay(delay);
  }

  /** How many requests have come in on both ports so far. */
  public int requests() {
    return http.requests() + grpc.requests();
  }

  /** How many requests are being held back. */
  public int holding() {
    return http.holding();
  }

  /** How many connections there are to the gRPC port: a client that is at this node has one. */
  public int grpcConnections() {
    return grpc.connections();
  }

  @Override
  public void close() {
    http.close();
    grpc.close();
  }
}
