package io.github.nacosgraceful.faults;

import io.github.nacosgraceful.testbed.Cluster;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** What all test classes of a run share; JUnit closes it after the last of them. */
final class FaultServers implements AutoCloseable {

  final Workspace workspace = Workspace.find("faults");
  final Progress progress = new Progress(System.out);
  final Processes processes = new Processes(progress);
  final Rows rows;
  private final Map<String, Cluster> clusters = new HashMap<>();

  FaultServers() {
    try {
      rows = new Rows(workspace.target());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The cluster of this version and these settings that cases share. They keep apart by the names
   * of their services, and do their nodes no harm: that is what proxies are for.
   */
  synchronized Cluster cluster(String version, int nodes, String... settings)
      throws IOException, InterruptedException {
    String key = version + " " + nodes + " " + String.join(" ", settings);
    Cluster cluster = clusters.get(key);
    if (cluster == null) {
      cluster = start(version, "shared-" + (clusters.size() + 1), nodes, settings);
      clusters.put(key, cluster);
    }
    return cluster;
  }

  Cluster start(String version, String name, int nodes, String... settings)
      throws IOException, InterruptedException {
    return Cluster.start(
        version, nodes, workspace, processes, workspace.logs(name), progress, settings);
  }

  @Override
  public void close() {
    clusters.values().forEach(Cluster::close);
    processes.close();
  }
}
