package io.github.nacosgraceful.following;

import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.instance.Usable;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.ClientInternals;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.OtherNodes;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;

/**
 * The nodes of one client: those beside the one that it is connected to, or that one where no other
 * answers. Each is given a second. Lives for one question, so it may hold the application's
 * objects.
 */
final class NodeWitnesses implements Witnesses {

  private static final Logger log = Log.get();

  private static final long ANSWER_WITHIN_MILLIS = 1000;

  private final Object namingService;
  private final NacosHandles handles;
  private final ClientInternals client;
  private final ServiceName service;
  private final Scheduler scheduler;
  private final String connected;
  private final List<Node> others;

  /**
   * Takes as long as names take to be looked up, and a node to tell its members.
   *
   * @throws ReflectiveOperationException where the client is built in another way
   */
  NodeWitnesses(
      Object namingService,
      NacosHandles handles,
      ClientInternals client,
      ServiceName service,
      Scheduler scheduler)
      throws ReflectiveOperationException {
    this.namingService = namingService;
    this.handles = handles;
    this.client = client;
    this.service = service;
    this.scheduler = scheduler;
    connected = client.connectedNode();
    others = new OtherNodes(client).beside(connected);
  }

  @Override
  public boolean haveConnection() {
    return connected != null;
  }

  @Override
  public Testimony ask() {
    Testimony found = null;
    for (Node node : others) {
      Boolean listed =
          within(
              () -> hasUsable(client.http().instances(node.address, service.name, service.group)));
      if (listed != null) {
        found = new Testimony(listed, true, node.address);
        if (listed) {
          return found;
        }
      }
    }
    return found == null
        ? new Testimony(within(() -> handles.hasUsable(namingService, service)), false, connected)
        : found;
  }

  private boolean hasUsable(List<?> instances) {
    return instances.stream()
        .anyMatch(instance -> Usable.is((Map<?, ?>) instance) && isAsked((Map<?, ?>) instance));
  }

  /** A caller may have subscribed to some clusters of the service only. */
  private boolean isAsked(Map<?, ?> instance) {
    return service.isOfCluster(String.valueOf(instance.get("clusterName")));
  }

  /** Null if it fails or takes too long; a call that hangs is left behind. */
  private <T> T within(Callable<T> question) {
    FutureTask<T> answer = new FutureTask<>(question);
    Thread thread =
        AgentThread.of(answer, "push-empty-ask", Thread.currentThread().getContextClassLoader());
    scheduler.start(thread);
    try {
      return scheduler.join(thread, ANSWER_WITHIN_MILLIS) ? answer.get() : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (Exception e) {
      log.debug("no answer about {}: {}", service, Reason.of(e));
      return null;
    }
  }
}
