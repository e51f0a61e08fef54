package io.github.nacosgraceful.nacos;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one registration out of Nacos and watches it go, on threads of its own: one for the
 * request, one for each node that is asked. Every call into the client may hang; only its thread
 * hangs with it.
 */
final class Leaver {

  private static final Logger log = LoggerFactory.getLogger(Leaver.class);

  private static final long RETRY_MILLIS = 200;
  private static final long POLL_MILLIS = 25;

  /**
   * A list shows an instance for 0.6 s after it left on the node of its connection, for 1.7 s on
   * the others.
   */
  private static final long NORMAL_ON_CONNECTED = TimeUnit.SECONDS.toNanos(1);

  private static final long NORMAL_ON_OTHERS = TimeUnit.SECONDS.toNanos(3);

  private final Registration registration;
  private final Object owner;
  private final NacosHandles handles;
  private final String verify;
  private final long deregisterDeadline;
  private final long verifyDeadline;
  private volatile long deregisteredAt;
  private volatile String problem;
  private volatile List<Node> nodes;

  /** Deadlines by {@code System.nanoTime()}. */
  Leaver(
      Registration registration,
      Object owner,
      NacosHandles handles,
      String verify,
      long deregisterDeadline,
      long verifyDeadline) {
    this.registration = registration;
    this.owner = owner;
    this.handles = handles;
    this.verify = verify;
    this.deregisterDeadline = deregisterDeadline;
    this.verifyDeadline = verifyDeadline;
  }

  void start() {
    run("deregister", this::leave);
  }

  Registration registration() {
    return registration;
  }

  boolean isDeregistered() {
    return deregisteredAt != 0;
  }

  /** By {@code System.nanoTime()}, or 0. */
  long deregisteredAt() {
    return deregisteredAt;
  }

  /** Why it is not deregistered, as far as known. */
  String problem() {
    return problem == null ? "no answer" : problem;
  }

  /** The nodes to ask; null until it is deregistered. */
  List<Node> nodes() {
    return nodes;
  }

  private void leave() {
    while (!isDeregistered() && before(deregisterDeadline)) {
      try {
        deregister();
        deregisteredAt = System.nanoTime();
        problem = null;
      } catch (Throwable t) {
        problem = describe(t);
        log.debug("{} could not be deregistered yet: {}", registration, problem);
        pause(RETRY_MILLIS);
      }
    }
    if (isDeregistered()) {
      watch();
    }
  }

  private void deregister() throws Throwable {
    if (registration.batch) {
      new ClientInternals(owner)
          .deregisterBatch(
              registration.service,
              registration.group,
              handles.instance(registration.addresses.get(0)));
      return;
    }
    for (Address address : registration.addresses) {
      handles.deregister(owner, registration.service, registration.group, address);
    }
  }

  private void watch() {
    List<Node> asked = verify.equals("off") ? Collections.<Node>emptyList() : nodesToAsk();
    nodes = asked;
    for (Node node : asked) {
      run("verify", () -> watch(node));
    }
  }

  private List<Node> nodesToAsk() {
    List<Node> asked = new ArrayList<>();
    String connected = null;
    try {
      ClientInternals client = new ClientInternals(owner);
      connected = client.connectedNode();
      for (String address :
          verify.equals("all") ? client.nodes() : Collections.<String>emptyList()) {
        if (connected == null || !sameNode(address, connected)) {
          asked.add(new Node(address, false));
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("only the connected node can be asked with this client: {}", describe(e));
    }
    if (connected != null || asked.isEmpty()) {
      asked.add(new Node(connected == null ? "the connected node" : connected, true));
    }
    return asked;
  }

  private void watch(Node node) {
    long normalUntil =
        System.nanoTime() + (node.connected ? NORMAL_ON_CONNECTED : NORMAL_ON_OTHERS);
    while (!node.isGone() && before(verifyDeadline)) {
      try {
        boolean listed = isListed(node);
        node.problem = null;
        if (!listed) {
          node.goneAt = System.nanoTime();
          return;
        }
        if (!before(normalUntil)) {
          log.info(
              "{} is still listed on {}: it is deregistered again", registration, node.address);
          normalUntil = System.nanoTime() + NORMAL_ON_OTHERS;
          deregister();
        }
        pause(POLL_MILLIS);
      } catch (Throwable t) {
        node.problem = describe(t);
        pause(RETRY_MILLIS);
      }
    }
  }

  private boolean isListed(Node node) throws Throwable {
    if (node.connected) {
      return handles.isListed(
          owner, registration.service, registration.group, registration.addresses);
    }
    ClientInternals client = new ClientInternals(owner);
    for (Object instance :
        client.instances(
            node.address, registration.service, registration.group, client.namespace())) {
      Map<?, ?> there = (Map<?, ?>) instance;
      Object port = there.get("port");
      if (port instanceof Number
          && registration.has(
              new Address(
                  String.valueOf(there.get("ip")), ((Number) port).intValue(), null, true))) {
        return true;
      }
    }
    return false;
  }

  private void run(String name, Runnable work) {
    new AgentThread(work, name, owner.getClass().getClassLoader()).start();
  }

  /**
   * The client keeps addresses as they were configured; that of its connection always has a port
   * and no scheme.
   */
  private static boolean sameNode(String configured, String connected) {
    String address =
        configured.substring(configured.indexOf("://") < 0 ? 0 : configured.indexOf("://") + 3);
    return address.equals(connected) || connected.startsWith(address + ":");
  }

  private static boolean before(long deadline) {
    return System.nanoTime() - deadline < 0;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that; the deadline ends the loop
    }
  }

  private static String describe(Throwable t) {
    Throwable cause =
        t instanceof InvocationTargetException && t.getCause() != null ? t.getCause() : t;
    String message = String.valueOf(cause.getMessage());
    return cause.getClass().getSimpleName()
        + ": "
        + (message.length() > 200 ? message.substring(0, 200) + "…" : message);
  }
}
