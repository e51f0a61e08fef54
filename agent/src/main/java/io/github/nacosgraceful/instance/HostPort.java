package io.github.nacosgraceful.instance;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;

/**
 * Where an instance or a node listens, whoever names it: Nacos, a URL, a socket. Two are equal if
 * they are spelled differently only: upper case, brackets, an expanded IPv6 address, its zone.
 * Immutable.
 */
public final class HostPort implements Comparable<HostPort> {

  private static final int NONE = -1;

  /** In lower case; an IPv6 address as RFC 5952 writes it, without brackets and zone. */
  public final String host;

  public final int port;

  private HostPort(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Of a name or a number; an IPv6 address with brackets or without.
   *
   * @return null if there is no host
   */
  public static HostPort of(String host, int port) {
    return host == null || host.isEmpty() ? null : new HostPort(canonical(host), port);
  }

  /** Where a request for a URL goes; null if the URL names no host. */
  public static HostPort of(URI uri) {
    int port = uri.getPort();
    if (port < 0) {
      port = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
    return of(uri.getHost(), port);
  }

  /**
   * The same of a URL as a text, of which nothing but its beginning is looked at.
   *
   * @return null if it names no scheme or no host
   */
  public static HostPort ofUrl(String url) {
    int colon = url.indexOf("://");
    if (colon < 1) {
      return null;
    }
    int from = colon + "://".length();
    int to = from;
    while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) {
      to++;
    }
    from = Math.max(from, url.lastIndexOf('@', to - 1) + 1);
    // Of "http", "https", "ws" and "wss".
    boolean secure = (url.charAt(colon - 1) | ' ') == 's' && colon != "ws".length();
    return parse(url.substring(from, to), secure ? 443 : 80);
  }

  /** By the name or number that it was made from. */
  public static HostPort of(InetSocketAddress address) {
    return of(address.getHostString(), address.getPort());
  }

  /**
   * Of {@code host:port}, which is how most things say it.
   *
   * @param text an IPv6 address may lack its brackets
   * @return null if that is something else
   */
  public static HostPort parse(String text) {
    int port = portOf(text, text.lastIndexOf(':'));
    return port == NONE ? null : of(text.substring(0, text.lastIndexOf(':')), port);
  }

  /**
   * Of {@code host:port} or {@code host} alone.
   *
   * @param text an IPv6 address with its port has brackets
   * @return null if there is no host
   */
  public static HostPort parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean alone = text.endsWith("]") || !text.startsWith("[") && text.indexOf(':') < colon;
    return alone || portOf(text, colon) == NONE ? of(text, defaultPort) : parse(text);
  }

  private static int portOf(String text, int colon) {
    try {
      return colon < 0 ? NONE : Integer.parseInt(text.substring(colon + 1));
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  private static String canonical(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    return bare.indexOf(':') < 0 ? bare.toLowerCase(Locale.ROOT) : Ipv6.canonical(bare);
  }

  /** As a URL has it: an IPv6 address in brackets. */
  @Override
  public String toString() {
    return hostInUrl() + ':' + port;
  }

  /** The host alone as a URL has it: an IPv6 address in brackets. */
  public String hostInUrl() {
    return host.indexOf(':') < 0 ? host : '[' + host + ']';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostPort
        && port == ((HostPort) other).port
        && host.equals(((HostPort) other).host);
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + port;
  }

  /** In the order of the texts. */
  @Override
  public int compareTo(HostPort other) {
    return toString().compareTo(other.toString());
  }
}
