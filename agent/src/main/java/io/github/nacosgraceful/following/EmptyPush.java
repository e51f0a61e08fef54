package io.github.nacosgraceful.following;

import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.instance.Usable;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.ClientInternals;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.nacos.ServiceInfoStore;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.OtherNodes;
import io.github.nacosgraceful.thread.AgentThread;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One empty list in doubt: asks the other nodes, or the only one twice, and stores it when they
 * agree. Ends when a list with instances comes, and after a minute in any case. Runs on a thread of
 * its own.
 */
final class EmptyPush implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(EmptyPush.class);

  /** Nodes of a healthy cluster agree within 1.7 s. */
  private static final long NORMAL = TimeUnit.SECONDS.toNanos(3);

  private static final long GIVE_UP = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_MILLIS = 200;
  private static final long SLOW_POLL_MILLIS = 1000;
  private static final long ANSWER_WITHIN_MILLIS = 1000;

  /**
   * A server that has just come up is empty until the instances have found it: they reconnect
   * within five seconds, or ten where the server was away for long, and register within three.
   */
  private static final long AFTER_CONNECTING = TimeUnit.SECONDS.toNanos(15);

  /**
   * The same for client 1, where nobody sees a connection, and instances beat every five seconds.
   */
  private static final long AFTER_PUSH = TimeUnit.SECONDS.toNanos(6);

  private final EmptyPushes pushes;
  private final NamingServices.Known owner;
  private final NacosHandles handles;
  private final Object holder;
  private final String key;
  private final Object said;
  private final Object info;
  private final long begun = System.nanoTime();
  private String witness;

  EmptyPush(
      EmptyPushes pushes,
      NamingServices.Known owner,
      NacosHandles handles,
      Object holder,
      String key,
      Object said,
      Object info) {
    this.pushes = pushes;
    this.owner = owner;
    this.handles = handles;
    this.holder = holder;
    this.key = key;
    this.said = said;
    this.info = info;
  }

  boolean isOf(Object otherHolder, String otherKey) {
    return holder == otherHolder && key.equals(otherKey);
  }

  boolean asks(Object namingService) {
    return owner.get() == namingService;
  }

  @Override
  public void run() {
    try {
      Object namingService = owner.get();
      if (namingService != null) {
        findOut(namingService, ClientInternals.of(namingService));
      }
    } catch (Throwable t) {
      log.warn("the empty list of {} is believed: it cannot be verified ({})", key, Reason.of(t));
      believe();
    } finally {
      pushes.release(this);
    }
  }

  private void findOut(Object namingService, ClientInternals client) throws Exception {
    String connected = client.connectedNode();
    List<Node> others = new OtherNodes(client).beside(connected);
    ServiceName service = service();
    int agreed = 0;
    boolean warned = false;
    for (long now = begun; pushes.isHeld(this) && now - begun < GIVE_UP; now = System.nanoTime()) {
      Boolean listed = askOthers(client, others, service);
      boolean byOther = listed != null;
      if (!byOther) {
        listed = within(() -> handles.hasUsable(namingService, service));
        witness = connected;
      }
      agreed = Boolean.FALSE.equals(listed) ? agreed + 1 : 0;
      if (agreed >= (byOther ? 1 : 2) && now - trustedFrom(connected) >= 0) {
        log.info(
            "{} has no instances any more: {} confirms it after {} ms",
            key,
            witness,
            (System.nanoTime() - begun) / 1_000_000);
        believe();
        return;
      }
      if (!warned && now - begun >= NORMAL && !Boolean.FALSE.equals(listed)) {
        warned = true;
        log.warn(
            "Nacos says that {} has no instances, {}: those known before are kept meanwhile",
            key,
            listed == null ? "and no node answers" : "but " + witness + " lists some");
      }
      AgentThread.pause(now - begun < NORMAL ? POLL_MILLIS : SLOW_POLL_MILLIS);
    }
  }

  private long trustedFrom(String connected) {
    return connected == null ? begun + AFTER_PUSH : owner.connectedAt + AFTER_CONNECTING;
  }

  private void believe() {
    pushes.believe(
        this,
        said,
        () -> {
          try {
            new ServiceInfoStore(holder).storeEmpty(said);
          } catch (ReflectiveOperationException e) {
            log.warn("the empty list of {} cannot be stored ({})", key, Reason.of(e));
          }
        });
  }

  /** Whether any of them lists an instance that callers may use; null if none answers. */
  private Boolean askOthers(ClientInternals client, List<Node> others, ServiceName service) {
    Boolean listed = null;
    for (Node node : others) {
      Boolean there =
          within(
              () -> hasUsable(client.http().instances(node.address, service.name, service.group)));
      if (there != null) {
        witness = node.address;
        if (there) {
          return true;
        }
        listed = false;
      }
    }
    return listed;
  }

  private static boolean hasUsable(List<?> instances) {
    return instances.stream().anyMatch(instance -> Usable.is((Map<?, ?>) instance));
  }

  /** Null if it fails or takes too long; a call that hangs is left behind. */
  private <T> T within(Callable<T> question) {
    FutureTask<T> answer = new FutureTask<>(question);
    Thread thread =
        new AgentThread(answer, "push-empty-ask", Thread.currentThread().getContextClassLoader());
    thread.start();
    AgentThread.await(thread, ANSWER_WITHIN_MILLIS);
    try {
      return answer.isDone() ? answer.get() : null;
    } catch (Exception e) {
      log.debug("no answer about {}: {}", key, Reason.of(e));
      return null;
    }
  }

  /** {@code group@@service} in client 1 and over HTTP, two fields over gRPC. */
  private ServiceName service() throws ReflectiveOperationException {
    return ServiceName.of(
        String.valueOf(ClientInternals.call(info, "getGroupName")),
        String.valueOf(ClientInternals.call(info, "getName")));
  }
}
