package io.github.nacosgraceful.rollout;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the two runs that are held beside each other: all processes have the agent, with its
 * endpoint, or none has. In a namespace of its own on the one Nacos server.
 */
final class Side implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final RunLabel label;
  private final Nacos nacos;
  private final String stack;
  private final Path folder;
  private final Progress progress;
  private final Processes processes;
  private final Applications applications;

  /**
   * @param test names its directory
   * @param stack of its providers
   */
  Side(String test, String stack, boolean agent, NacosServers servers) throws Exception {
    this(test, stack, agent, servers, "3.1");
  }

  /**
   * @param server the version of Nacos
   */
  Side(String test, String stack, boolean agent, NacosServers servers, String server)
      throws Exception {
    String id = "wild-%s-%s-%s".formatted(test, stack, agent ? "agent" : "plain");
    label = new RunLabel(id, id, agent);
    nacos = servers.server(server);
    this.stack = stack;
    progress = new Progress(System.out, id + ": ");
    processes = new Processes(progress);
    folder = WORKSPACE.logs(id);
    WORKSPACE.require(WORKSPACE.stackClasspath(stack), WORKSPACE.agentJar());
    applications = new Applications(scenario("feign"), label, WORKSPACE, nacos, folder, processes);
    applications.compileQuickly();
    options();
  }

  /** Those of the agent, {@code warmup.time=1m}, in processes that are started from now on. */
  Side options(String... more) {
    String all = Stream.concat(Stream.of("admin.port=0"), Stream.of(more)).collect(joining(","));
    applications.agents(
        (process, agents) -> agents.stream().map(flag -> flag + "=" + all).toList());
    return this;
  }

  /** Where its processes log to. */
  Path folder() {
    return folder;
  }

  boolean hasAgent() {
    return label.agent();
  }

  /** Providers that are started from now on are another application of the sample. */
  Side provideWith(String main) {
    applications.provideWith(main);
    return this;
  }

  /** Starts one, and waits until it is ready and listed. */
  Child provider(String... arguments) throws Exception {
    Child provider = started(applications.startProvider(arguments));
    await().atMost(PATIENCE).ignoreExceptions().until(() -> entry(provider) != null);
    return provider;
  }

  /** Starts one that Nacos need not list. */
  Child unlistedProvider(String... arguments) throws Exception {
    return started(applications.startProvider(arguments));
  }

  /** Starts one with a client of the stack's. */
  Child consumer(String client, String... arguments) throws Exception {
    return started(applications.startConsumer(scenario(client), arguments));
  }

  private static Child started(Child child) throws InterruptedException {
    new ReadyProbe().await(child, "/ready", PATIENCE);
    return child;
  }

  private Scenario scenario(String client) {
    return new Scenario(stack, nacos.version(), client, 1, 1, Duration.ofSeconds(1));
  }

  /** How Nacos lists it; null if it does not. */
  JsonNode entry(Child provider) throws Exception {
    return entry("provider", provider);
  }

  /** The same of another service that it has registered, {@code group@@name} or just the name. */
  JsonNode entry(String service, Child provider) throws Exception {
    JsonNode hosts =
        JSON.readTree(get(nacosUri("list?serviceName=" + service)).body()).path("hosts");
    for (JsonNode host : hosts) {
      if (host.path("port").asInt() == provider.port()) {
        return host;
      }
    }
    return null;
  }

  /** What is behind a path of Nacos' API for instances, in the namespace of this run. */
  private URI nacosUri(String query) {
    return URI.create(
        "http://127.0.0.1:%d/nacos/v1/ns/instance/%s&namespaceId=%s"
            .formatted(nacos.port(), query, label.namespace()));
  }

  /** Of the agent's endpoint. */
  URI endpoint(Child child, String path) throws IOException {
    return child
        .endpoint()
        .orElseThrow(() -> new AssertionError("no endpoint: " + child.lastWords()))
        .resolve(path);
  }

  static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  static HttpResponse<String> post(URI uri) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(uri).timeout(PATIENCE).POST(BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  /** SIGTERM; returns after how many seconds it has exited. */
  double stop(Child child) {
    long begin = System.nanoTime();
    child.terminate();
    return awaitExit(child, begin);
  }

  /** The same for one that was told to stop at this {@link System#nanoTime()}. */
  double awaitExit(Child child, long begin) {
    assertThat(child.awaitExit(PATIENCE)).as(child.lastWords()).isTrue();
    double seconds = (System.nanoTime() - begin) / 1e9;
    progress.step("%s: exit after %.1f s; %s".formatted(child.name(), seconds, summaries(child)));
    return seconds;
  }

  /** The agent's line about each drain. */
  static List<String> summaries(Child child) {
    try {
      return child.errorLines().stream().filter(line -> line.contains("handed over at")).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    processes.close();
  }
}
