package io.github.nacosgraceful.node;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.Registration;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks single nodes whether they list one registration. Each call may hang as long as its node, and
 * needs a thread with the class loader of the client.
 */
public final class Listing {

  private static final Logger log = LoggerFactory.getLogger(Listing.class);

  private final Owner owner;
  private final Registration registration;

  public Listing(Owner owner, Registration registration) {
    this.owner = owner;
    this.registration = registration;
  }

  /**
   * Finds the nodes to ask. Takes as long as names take to be looked up.
   *
   * @param others null if only the connected node is to be asked
   * @param found is given each as soon as it is known; at least one
   * @return whether there may be more, of which nobody tells
   */
  public boolean findNodes(OtherNodes others, Consumer<Node> found) {
    boolean mayBeMore = false;
    int[] count = {0};
    Consumer<Node> counted =
        node -> {
          count[0]++;
          found.accept(node);
        };
    try {
      String connected = owner.client == null ? null : owner.client.connectedNode();
      if (connected != null) {
        counted.accept(Node.connected(connected));
      }
      if (others != null) {
        others.beside(connected).forEach(counted);
        mayBeMore = others.mayBeMore();
      }
    } catch (Exception e) {
      log.debug("only the connected node can be asked with this client", e);
    }
    if (count[0] == 0) {
      found.accept(Node.connected("the connected node"));
    }
    return mayBeMore;
  }

  public boolean isListed(Node node) throws Throwable {
    if (!node.connected) {
      return isListedOverHttp(node);
    }
    try {
      return owner.handles.isListed(owner.namingService, registration);
    } catch (Throwable t) {
      if (owner.client == null || owner.client.connectedNode() == null) {
        throw t;
      }
      return isListedOverHttp(node); // its connection is cut, but it may be there
    }
  }

  private boolean isListedOverHttp(Node node) throws Exception {
    for (Object instance :
        owner.client.http().instances(node.address, registration.service, registration.group)) {
      Map<?, ?> there = (Map<?, ?>) instance;
      Object port = there.get("port");
      if (port instanceof Number
          && registration.isAt(
              HostPort.of(String.valueOf(there.get("ip")), ((Number) port).intValue()))) {
        return true;
      }
    }
    return false;
  }
}
