package io.github.nacosgraceful.launchers;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.Workspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Nacos server, and applications with the agent, each started in some way of its own. */
final class LaunchBed implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(150);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Workspace workspace = Workspace.find("launchers");
  private final Processes processes = new Processes(new Progress(System.out));
  private final String id;
  private final Nacos nacos;

  LaunchBed(String id) throws Exception {
    this.id = id;
    workspace.require(workspace.agentJar());
    Progress progress = new Progress(System.out);
    nacos = Nacos.start("3.1", workspace, processes, workspace.logs(id + "-nacos"), progress);
  }

  Sample stack(String name) throws Exception {
    return Sample.of(workspace, name);
  }

  /** The name of a run, and of its namespace, in which Nacos allows no dots. */
  static String run(String stack, String how) {
    return stack.replace('.', '-') + "-" + how;
  }

  /** An empty directory for what a test leaves behind. */
  Path directory(String test) throws Exception {
    return workspace.logs(id + "-" + test);
  }

  String nacosAddress() {
    return "127.0.0.1:" + nacos.port();
  }

  /** What an application of the sample needs to register at a port, as properties. */
  List<String> properties(int port, String namespace) {
    return List.of(
        "server.port=" + port,
        "spring.cloud.nacos.discovery.server-addr=" + nacosAddress(),
        "spring.cloud.nacos.discovery.namespace=" + namespace,
        "spring.cloud.nacos.discovery.ip=127.0.0.1");
  }

  /** One of the sample's applications. */
  Child start(String name, List<String> launch, Path directory, String namespace, String... more)
      throws Exception {
    int port = Ports.application();
    List<String> command = new ArrayList<>(launch);
    properties(port, namespace).forEach(property -> command.add("--" + property));
    command.addAll(List.of(more));
    return java(name, port, directory, command);
  }

  /** Any process with the agent. */
  Child java(String name, int port, Path directory, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Jvm.EXECUTABLE);
    command.add("-javaagent:" + workspace.agentJar() + "=log.level=debug");
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // The Nacos client writes its logs and its cache there: not into the home of whoever runs this.
    command.add("-Duser.home=" + Files.createDirectories(directory.resolve(name + "-home")));
    command.addAll(arguments);
    return processes.start(name, port, directory.resolve(name + ".log"), command);
  }

  HttpResponse<String> post(URI uri) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(uri).timeout(PATIENCE).POST(BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  boolean isListed(String service, int port, String namespace) throws Exception {
    URI list =
        URI.create(
            "http://%s/nacos/v1/ns/instance/list?serviceName=%s&namespaceId=%s"
                .formatted(nacosAddress(), service, namespace));
    return HTTP.send(
            HttpRequest.newBuilder(list).timeout(PATIENCE).build(), BodyHandlers.ofString())
        .body()
        .contains("\"port\":" + port);
  }

  @Override
  public void close() {
    processes.close();
  }
}
