package io.github.nacosgraceful.instance;

import java.net.InetSocketAddress;
import java.net.URI;

/** {@code host:port} of whatever names an instance, or null: an IPv6 host without brackets. */
public final class HostPort {

  private HostPort() {}

  public static String of(String host, int port) {
    if (host == null || port <= 0) {
      return null;
    }
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return (bracketed ? host.substring(1, host.length() - 1) : host) + ":" + port;
  }

  public static String of(URI uri) {
    int port = uri.getPort();
    if (port < 0) {
      port = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
    return of(uri.getHost(), port);
  }

  /** By the name or number that it was made from. */
  public static String of(InetSocketAddress address) {
    return of(address.getHostString(), address.getPort());
  }

  /**
   * From Netty's {@code connection timed out after 1000 ms: name/10.0.0.1:8080}; without a name
   * before the slash, the number.
   */
  public static String ofMessage(String message) {
    String address = message.substring(message.lastIndexOf(": ") + 1).trim();
    int slash = address.indexOf('/');
    int colon = address.lastIndexOf(':');
    if (colon <= slash) {
      return null;
    }
    String host = slash > 0 ? address.substring(0, slash) : address.substring(slash + 1, colon);
    try {
      return of(host, Integer.parseInt(address.substring(colon + 1)));
    } catch (NumberFormatException e) {
      return null; // another message
    }
  }
}
