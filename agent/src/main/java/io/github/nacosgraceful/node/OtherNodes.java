package io.github.nacosgraceful.node;

import io.github.nacosgraceful.nacos.ClientInternals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The nodes of one client beside the one that it is connected to: looked up once, for all that it
 * has registered.
 *
 * <p>Those that the client is configured with. If that is a single address, it may stand for many:
 * its records are looked up, and the node behind it is asked for the members of its cluster.
 */
public final class OtherNodes {

  private final ClientInternals client;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> named = new LinkedHashSet<>();
  private boolean found;
  private boolean mayBeMore;

  public OtherNodes(ClientInternals client) {
    this.client = client;
  }

  /**
   * Takes as long as names take to be looked up, and a node to tell its members.
   *
   * @param connected {@code host:port}, or null
   */
  public synchronized List<Node> beside(String connected) throws ReflectiveOperationException {
    if (!found) {
      find(connected);
      found = true;
    }
    List<Node> nodes = new ArrayList<>();
    known.forEach(address -> nodes.add(Node.known(address)));
    named.forEach(address -> nodes.add(Node.named(address)));
    return nodes;
  }

  /** Whether there may be nodes that nobody tells of. */
  synchronized boolean mayBeMore() {
    return mayBeMore;
  }

  private void find(String connected) throws ReflectiveOperationException {
    List<String> configured = client.nodes();
    for (String address : configured) {
      List<String> behind = NodeAddresses.behind(address);
      for (String one : behind) {
        if (behind.size() > 1 || !isSame(one, connected)) {
          known.add(one);
        }
      }
    }
    if (configured.size() == 1 && known.size() == (connected == null ? 1 : 0)) {
      findMembers(configured.get(0), connected);
    }
  }

  private void findMembers(String single, String connected) throws ReflectiveOperationException {
    List<String> members = client.members(single);
    mayBeMore = members == null;
    for (String member : members == null ? Collections.<String>emptyList() : members) {
      if (members.size() > 1
          && !isSame(member, connected)
          && known.stream().noneMatch(address -> isSame(address, member))) {
        named.add(member);
      }
    }
  }

  private static boolean isSame(String configured, String connected) {
    return connected != null && NodeAddresses.isSame(configured, connected);
  }
}
