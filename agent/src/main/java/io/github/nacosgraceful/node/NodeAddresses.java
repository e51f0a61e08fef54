package io.github.nacosgraceful.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The addresses behind a configured one: a name with several records (a headless service) stands
 * for several nodes. Looking up may take seconds.
 */
final class NodeAddresses {

  private NodeAddresses() {}

  /**
   * {@code host:port} or {@code host} for each; the configured one as it is where it is one node.
   */
  static List<String> behind(String configured) {
    if (configured.startsWith("https:")) {
      return Collections.singletonList(configured); // certificates are for names
    }
    String rest = withoutScheme(configured);
    int port = rest.lastIndexOf(':');
    String host = port < 0 ? rest : rest.substring(0, port);
    try {
      InetAddress[] all = InetAddress.getAllByName(host);
      List<String> addresses = new ArrayList<>();
      for (InetAddress one : all) {
        // One host often has a record of each kind; the first is of the kind that this JVM prefers.
        if (one.getClass() == all[0].getClass()) {
          String literal = one.getHostAddress();
          addresses.add(
              (literal.indexOf(':') < 0 ? literal : "[" + literal + "]")
                  + (port < 0 ? "" : rest.substring(port)));
        }
      }
      return addresses.size() > 1 ? addresses : Collections.singletonList(configured);
    } catch (UnknownHostException | SecurityException e) {
      return Collections.singletonList(configured); // asking it will say what is wrong
    }
  }

  /**
   * The client keeps addresses as they were configured; that of its connection always has a port
   * and no scheme.
   */
  static boolean isSame(String configured, String connected) {
    String address = withoutScheme(configured);
    return address.equals(connected) || connected.startsWith(address + ":");
  }

  private static String withoutScheme(String configured) {
    int scheme = configured.indexOf("://");
    return scheme < 0 ? configured : configured.substring(scheme + 3);
  }
}
