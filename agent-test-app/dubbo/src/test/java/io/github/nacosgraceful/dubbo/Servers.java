package io.github.nacosgraceful.dubbo;

import io.github.nacosgraceful.testbed.Cluster;
import io.github.nacosgraceful.testbed.NacosNode;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.util.HashMap;
import java.util.Map;

/** One Nacos server of each version that is asked for, started when it first is. */
final class Servers implements AutoCloseable {

  private final Progress progress = new Progress(System.out);
  private final Processes processes = new Processes(progress);
  private final Map<String, NacosNode> nodes = new HashMap<>();
  private final Workspace workspace;

  Servers(Workspace workspace) {
    this.workspace = workspace;
  }

  NacosNode nacos(String version) throws Exception {
    NacosNode node = nodes.get(version);
    if (node == null) {
      workspace.require(workspace.agentJar());
      node =
          Cluster.start(
                  version, 1, workspace, processes, workspace.logs("nacos-" + version), progress)
              .nodes()
              .get(0);
      nodes.put(version, node);
    }
    return node;
  }

  @Override
  public void close() {
    processes.close();
  }
}
