package io.github.nacosgraceful.node;

import io.github.nacosgraceful.instance.HostPort;
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

  private static final int NO_PORT = 0;

  private NodeAddresses() {}

  /**
   * {@code host:port} or {@code host} for each; the configured one as it is where it is one node.
   */
  static List<String> behind(String configured) {
    HostPort known = HostPort.parse(withoutScheme(configured), NO_PORT);
    if (known == null || configured.startsWith("https:")) {
      return Collections.singletonList(configured); // certificates are for names
    }
    try {
      InetAddress[] all = InetAddress.getAllByName(known.host);
      List<String> addresses = new ArrayList<>();
      for (InetAddress one : all) {
        // One host often has a record of each kind; the first is of the kind that this JVM prefers.
        if (one.getClass() == all[0].getClass()) {
          HostPort address = HostPort.of(one.getHostAddress(), known.port);
          addresses.add(known.port == NO_PORT ? address.hostInUrl() : address.toString());
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
    HostPort there = HostPort.parse(connected);
    return there != null && there.equals(HostPort.parse(withoutScheme(configured), there.port));
  }

  private static String withoutScheme(String configured) {
    int scheme = configured.indexOf("://");
    return scheme < 0 ? configured : configured.substring(scheme + 3);
  }
}
