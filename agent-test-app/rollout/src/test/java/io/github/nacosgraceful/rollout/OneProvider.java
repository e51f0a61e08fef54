package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jvm;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One provider on a Nacos server, for tests that stop it at a certain moment. */
final class OneProvider implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Two start at a time, and other work may be under way. */
  private static final Duration START = Duration.ofSeconds(120);

  private static final Pattern IP = Pattern.compile("\"ip\":\"([^\"]+)\"");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Workspace workspace = Workspace.find("rollout");
  private final Processes providers;
  private final Map<Child, String> namespaces = new ConcurrentHashMap<>();
  private final String id;
  private final Nacos nacos;

  /**
   * @param id names the directories of its runs, and their namespaces
   */
  OneProvider(String id, NacosServers servers) throws Exception {
    this.id = id;
    providers = new Processes(new Progress(System.out, id + ": "));
    nacos = servers.server("3.1");
  }

  /** Starts it, and waits until it is ready. */
  Child start(String stack, boolean agent, String... arguments) throws Exception {
    return start(stack, agent, label(stack, agent), applications -> {}, arguments);
  }

  /** The same with more options of the JVM. */
  Child start(List<String> options, String stack, boolean agent, String... arguments)
      throws Exception {
    return start(
        stack,
        agent,
        label(stack, agent),
        applications -> applications.runOn(Path.of(Jvm.EXECUTABLE), options),
        arguments);
  }

  /** The same with other jars than those of the stack. */
  Child start(
      UnaryOperator<Classpath> jars,
      List<String> options,
      String stack,
      boolean agent,
      String... arguments)
      throws Exception {
    return start(
        stack,
        agent,
        label(stack, agent),
        applications -> {
          applications.runOn(Path.of(Jvm.EXECUTABLE), options);
          applications.runWith(jars);
        },
        arguments);
  }

  /** The same on another JDK, and with standard error in a file of its own. */
  Child start(Jdk jdk, String stack, boolean agent, String... arguments) throws Exception {
    Path java = jdk.executable();
    List<String> all = new ArrayList<>(jdk.arguments());
    all.addAll(List.of(arguments));
    return start(
        stack,
        agent,
        label(stack + "-" + jdk.name(), agent),
        applications -> {
          applications.runOn(java, jdk.options());
          applications.keepErrorsApart();
        },
        all.toArray(String[]::new));
  }

  private Child start(
      String stack,
      boolean agent,
      RunLabel label,
      Consumer<Applications> settings,
      String... arguments)
      throws Exception {
    Scenario scenario = new Scenario(stack, nacos.version(), "feign", 1, 1, Duration.ofSeconds(1));
    Path logs = workspace.logs(label.id());
    Applications applications =
        new Applications(scenario, label, workspace, nacos, logs, providers);
    applications.compileQuickly();
    settings.accept(applications);
    Child provider = applications.startProvider(arguments);
    namespaces.put(provider, label.namespace());
    try {
      new ReadyProbe().await(provider, root(arguments) + "/ready", START);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + firstCause(logs), e);
    }
    return provider;
  }

  /** Below which path it is; empty for none. */
  private static String root(String... arguments) {
    return Stream.of(arguments)
        .filter(one -> one.matches("--(server.servlet.context-path|spring.webflux.base-path)=.*"))
        .map(one -> one.substring(one.indexOf('=') + 1))
        .findFirst()
        .orElse("");
  }

  /** The Nacos client has a log of its own, and tells the application less. */
  private static String firstCause(Path logs) throws IOException {
    for (String log : List.of("provider-1-home/logs/nacos/remote.log", "provider-1.log")) {
      if (Files.exists(logs.resolve(log))) {
        try (Stream<String> lines = Files.lines(logs.resolve(log))) {
          Optional<String> cause = lines.filter(line -> line.startsWith("Caused by: ")).findFirst();
          if (cause.isPresent()) {
            return cause.get();
          }
        }
      }
    }
    return "";
  }

  /** Sends a request. */
  CompletableFuture<HttpResponse<String>> post(Child provider, String path) {
    return HTTP.sendAsync(
        request(provider.uri(path)).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  /** Sends a request, and comes back when it has arrived. */
  CompletableFuture<HttpResponse<String>> call(Child provider, String path) throws Exception {
    CompletableFuture<HttpResponse<String>> answer = post(provider, path);
    // One round trip later, the request before it has arrived too.
    HTTP.send(request(provider.uri("/ready")).build(), BodyHandlers.discarding());
    return answer;
  }

  /** Whether Nacos lists it. */
  boolean isListed(Child provider) throws Exception {
    return list(provider).contains("\"port\":" + provider.port());
  }

  /** As which address Nacos lists it, as soon as it does: the only one of its namespace. */
  String registeredAddress(Child provider) throws Exception {
    await().atMost(PATIENCE).until(() -> isListed(provider)); // it is ready a moment before
    Matcher ip = IP.matcher(list(provider));
    assertThat(ip.find()).isTrue();
    return ip.group(1) + ":" + provider.port();
  }

  private String list(Child provider) throws Exception {
    URI list =
        URI.create(
            "http://127.0.0.1:%d/nacos/v1/ns/instance/list?serviceName=provider&namespaceId=%s"
                .formatted(nacos.port(), namespaces.get(provider)));
    return HTTP.send(request(list).build(), BodyHandlers.ofString()).body();
  }

  /** The agent's one line about a shutdown. */
  static List<String> summaryOf(Child provider) throws Exception {
    return provider.errorLines().stream().filter(line -> line.contains("handed over at")).toList();
  }

  @Override
  public void close() {
    providers.close();
  }

  private RunLabel label(String what, boolean agent) {
    String run = "%s-%s-%s".formatted(id, what, agent ? "agent" : "plain");
    return new RunLabel(run, run, agent);
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE);
  }
}
