package io.github.nacosgraceful.node;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Log;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Which nodes there are to ask about one registration, and whether each of them lists it. Each call
 * may hang for as long as its node does, and needs a thread with the class loader of the client.
 *
 * <p>Not final: tests give the answers themselves.
 */
public class Listing {

  private static final Logger log = Log.get();

  private final Owner owner;
  private final Registration registration;
  private final OtherNodes others;

  /**
   * @param others null if only the connected node is to be asked
   */
  public Listing(Owner owner, Registration registration, OtherNodes others) {
    this.owner = owner;
    this.registration = registration;
    this.others = others;
  }

  /** Of the client's classes. */
  public ClassLoader loader() {
    return owner.loader();
  }

  /**
   * Finds the nodes to ask. Takes as long as names take to be looked up.
   *
   * @param found is given each as soon as it is known; at least one
   * @return whether there may be more, of which nobody tells
   */
  public boolean findNodes(Consumer<Node> found) {
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
    return owner.client.http().isListed(node.address, registration);
  }
}
