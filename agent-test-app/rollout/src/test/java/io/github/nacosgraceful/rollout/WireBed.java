package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Cluster;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some providers, a consumer for each client, and Nacos servers of their own. They live for many
 * rounds: in each the oldest provider goes, and before the next one another has come.
 */
final class WireBed implements AutoCloseable {

  private static final String NACOS = "3.1";

  private final int size;
  private final Progress progress;
  private final Processes processes;
  private final Cluster cluster;
  private final Applications applications;
  private final Starts starts;
  private final Map<Scenario, Child> consumers = new LinkedHashMap<>();
  private final Deque<Child> providers = new ArrayDeque<>();
  private boolean nacosIsDown;

  /**
   * @param nodes of Nacos
   * @param size how many providers there are
   * @param stack of the providers
   */
  WireBed(
      int nodes,
      int size,
      String stack,
      List<Scenario> callers,
      WireAgent agent,
      Workspace workspace)
      throws Exception {
    this.size = size;
    String id = "wire-%s-%d".formatted(agent.name(), nodes);
    progress = new Progress(System.out, "WireIT: ");
    processes = new Processes(progress);
    starts = new Starts(progress, new ReadyProbe());
    Path logs = workspace.logs(id);
    try {
      for (Scenario each : callers) {
        Prerequisites.check(workspace, each);
      }
      cluster = Cluster.start(NACOS, nodes, workspace, processes, logs, progress);
      Nacos nacos = new Nacos(NACOS, cluster.nodes().get(0).port());
      RunLabel label = new RunLabel(id, id, true);
      Scenario provided = new Scenario(stack, NACOS, "feign", size, 1, Duration.ZERO);
      applications = new Applications(provided, label, workspace, nacos, logs, processes);
      applications.servers(cluster.addresses());
      applications.waitPatiently();
      applications.agents((process, ours) -> agent.flags());
      applications.compileQuickly();
      fill();
      for (Scenario each : callers) {
        Child consumer = starts.begun(applications.startConsumer(each));
        starts.await(consumer);
        consumers.put(each, consumer);
      }
    } catch (Exception | Error e) {
      processes.close();
      throw e;
    }
  }

  Progress progress() {
    return progress;
  }

  /** The one that goes in the next round. */
  Child oldest() {
    return providers.peek();
  }

  Child consumer(Scenario caller) {
    return consumers.get(caller);
  }

  /** What is missing starts, and nothing is known of what went before. */
  void fill() throws Exception {
    if (nacosIsDown) {
      for (NacosNode node : cluster.nodes()) {
        node.restart(cluster.nodes().size());
      }
      nacosIsDown = false;
    }
    providers.removeIf(provider -> !provider.alive());
    List<Child> started = new ArrayList<>();
    while (providers.size() + started.size() < size) {
      started.add(starts.begun(applications.startProvider()));
    }
    for (Child provider : started) {
      starts.await(provider);
      providers.add(provider);
    }
  }

  /**
   * Loads these callers, and returns when each calls every provider and nothing fails.
   *
   * @param rate of each
   */
  WireRound begin(Collection<Scenario> callers, int rate) throws Exception {
    fill();
    WireRound round = new WireRound(oldest(), progress);
    try {
      for (Scenario caller : callers) {
        round.load(caller, consumers.get(caller), rate, List.copyOf(providers));
      }
      round.warmUp();
      return round;
    } catch (Exception | Error e) {
      round.close();
      throw e;
    }
  }

  /** As if the machines of all nodes were switched off; they are on again in the next round. */
  void killNacos() {
    nacosIsDown = true;
    cluster.nodes().forEach(NacosNode::kill);
  }

  @Override
  public void close() {
    processes.close();
  }
}
