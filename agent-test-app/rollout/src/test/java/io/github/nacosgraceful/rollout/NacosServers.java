package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Real Nacos servers, one of each version, from when it is first needed until the end. */
final class NacosServers implements AutoCloseable {

  private static final Duration EXIT = Duration.ofSeconds(60);

  private final Workspace workspace;
  private final String id;
  private final Progress progress;
  private final Processes processes;
  private final Map<String, Nacos> started = new HashMap<>();

  /**
   * @param id names their directories
   */
  NacosServers(Workspace workspace, String id) {
    this.workspace = workspace;
    this.id = id;
    progress = new Progress(System.out, id + ": ");
    processes = new Processes(progress);
  }

  synchronized Nacos server(String version) throws Exception {
    Nacos nacos = started.get(version);
    if (nacos == null) {
      workspace.logs(directory(version));
      nacos = Nacos.start(version, workspace, processes, logs(version), progress);
      started.put(version, nacos);
    }
    return nacos;
  }

  /** What a server has told whom. */
  Path pushLog(String version) {
    return logs(version).resolve("home/logs/naming-push.log");
  }

  /** They end as if their machines were switched off. */
  void kill() {
    for (Child server : processes.all()) {
      server.kill();
      server.awaitExit(EXIT);
    }
  }

  @Override
  public void close() {
    processes.close();
  }

  private String directory(String version) {
    return id + "-" + version;
  }

  private Path logs(String version) {
    return workspace.target().resolve(workspace.module()).resolve(directory(version));
  }

  /** Hands the same ones to all tests of a build that ask for them; runs have namespaces. */
  static final class Shared implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(Shared.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == NacosServers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(
              NacosServers.class,
              key -> new NacosServers(Workspace.find("rollout"), "it-nacos"),
              NacosServers.class);
    }
  }
}
