package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A cluster of real Nacos servers on this machine, with their data in themselves. */
public final class Cluster implements AutoCloseable {

  /** The setting that lets in only who has logged in. */
  public static final String AUTH = "nacos.core.auth.enabled=true";

  private final String version;
  private final List<NacosNode> nodes;

  private Cluster(String version, List<NacosNode> nodes) {
    this.version = version;
    this.nodes = nodes;
  }

  /**
   * Starts the nodes together, and returns when all see all others up.
   *
   * @param logs an empty directory for their homes and logs
   * @param settings more of the servers' settings, as {@code key=value}; with {@link #AUTH} there
   *     is a user nacos, password nacos
   */
  public static Cluster start(
      String version,
      int size,
      Workspace workspace,
      Processes processes,
      Path logs,
      Progress progress,
      String... settings)
      throws IOException, InterruptedException {
    workspace.require(workspace.nacosClasspath(version));
    long begin = System.nanoTime();
    int[] ports = IntStream.range(0, size).map(i -> Ports.nacos()).toArray();
    List<String> all = new ArrayList<>(List.of(settings));
    if (size > 1) {
      all.add(
          IntStream.of(ports)
              .mapToObj(port -> "127.0.0.1:" + port)
              .collect(Collectors.joining(",", "cluster=", "")));
    }
    List<NacosNode> nodes =
        IntStream.of(ports)
            .mapToObj(port -> new NacosNode(version, port, workspace, logs, all, processes))
            .toList();
    for (NacosNode node : nodes) {
      node.launch();
    }
    for (NacosNode node : nodes) {
      node.awaitUp(size);
    }
    if (all.contains(AUTH)) {
      nodes.get(0).createAdmin();
      for (NacosNode node : nodes) {
        node.awaitAdmin();
      }
    }
    progress.step(
        "%d x Nacos %s up after %.1f s: %s"
            .formatted(size, version, (System.nanoTime() - begin) / 1e9, addresses(nodes)));
    return new Cluster(version, nodes);
  }

  public String version() {
    return version;
  }

  public List<NacosNode> nodes() {
    return nodes;
  }

  /** Of all nodes, as a client is configured with them. */
  public String addresses() {
    return addresses(nodes);
  }

  /** Ends the servers at once: nothing of theirs is needed any more. */
  @Override
  public void close() {
    nodes.forEach(NacosNode::kill);
  }

  private static String addresses(List<NacosNode> nodes) {
    return nodes.stream().map(NacosNode::address).collect(Collectors.joining(","));
  }
}
