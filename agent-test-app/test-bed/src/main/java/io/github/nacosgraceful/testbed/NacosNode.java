package io.github.nacosgraceful.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One Nacos server process, that can be stopped, frozen, and started again with its data. */
public final class NacosNode {

  /** Three of them on two busy cores have needed more than two minutes. */
  private static final Duration START = Duration.ofSeconds(300);

  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final Duration EXIT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String PASSWORD = "nacos";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();

  private final String version;
  private final int port;
  private final Workspace workspace;
  private final Path logs;
  private final List<String> settings;
  private final String context;
  private final Processes processes;
  private int starts;
  private volatile Child process;

  NacosNode(
      String version,
      int port,
      Workspace workspace,
      Path logs,
      List<String> settings,
      Processes processes) {
    this.version = version;
    this.port = port;
    this.workspace = workspace;
    this.logs = logs;
    this.settings = settings;
    this.context =
        settings.stream()
            .filter(setting -> setting.contains(".contextPath="))
            .map(setting -> setting.substring(setting.indexOf('=') + 1))
            .findFirst()
            .orElse(Nacos.CONTEXT);
    this.processes = processes;
  }

  public int port() {
    return port;
  }

  /** {@code ip:port}, as a client is configured with it. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  public String version() {
    return version;
  }

  /** Starts the process, and does not wait for it. */
  synchronized void launch() throws IOException {
    process =
        Nacos.start(
            version,
            workspace,
            processes,
            logs.resolve("home-" + port),
            logs.resolve("nacos-%d-%d.log".formatted(port, ++starts)),
            port,
            settings);
  }

  /** Returns when all members of a cluster of this size are up as this one sees it. */
  void awaitUp(int members) throws InterruptedException {
    new ReadyProbe().await(process, START, request(ready()));
    await(members + " members up", () -> membersUp() == members);
  }

  /** What answers once it is up, if it is not switched off. */
  private String ready() {
    return settings.contains("nacos.core.api.compatibility.client.enabled=false")
        ? Nacos.READY_3
        : Nacos.READY;
  }

  /** Creates the user nacos, password nacos; 2.2.4 servers do so themselves. */
  void createAdmin() throws IOException {
    if (version.startsWith("3.")) {
      post("/v3/auth/user/admin", "password=" + PASSWORD);
    }
  }

  /** Returns when that user may use this node. Servers read users and roles every 15 s. */
  void awaitAdmin() throws InterruptedException {
    await(
        "the user nacos",
        () -> {
          JsonNode login = post("/v1/auth/users/login", "username=nacos&password=" + PASSWORD);
          String token = login.path("accessToken").asText();
          send(HttpRequest.newBuilder(uri(Nacos.READY + "&accessToken=" + token)));
          return true;
        });
  }

  private void await(String what, Condition condition) throws InterruptedException {
    long begin = System.nanoTime();
    while (!holds(condition)) {
      if (System.nanoTime() - begin > START.toNanos()) {
        throw new IllegalStateException(
            "%s: not %s within %d s; %s"
                .formatted(address(), what, START.toSeconds(), process.lastWords()));
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private static boolean holds(Condition condition) {
    try {
      return condition.holds();
    } catch (IOException notYet) {
      return false;
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  /** SIGTERM, and SIGKILL when it takes long. */
  public void stop() {
    thaw();
    process.terminate();
    if (!process.awaitExit(EXIT)) {
      kill();
    }
  }

  /** As if its machine were switched off. */
  public void kill() {
    process.kill();
    process.awaitExit(EXIT);
  }

  /** Starts it again with its data, and returns when it is up and sees the others. */
  public void restart(int members) throws IOException, InterruptedException {
    launch();
    awaitUp(members);
  }

  /** SIGSTOP: its ports accept connections, and nothing answers. */
  public void freeze() {
    process.signal("STOP");
  }

  public void thaw() {
    if (process.alive()) {
      process.signal("CONT");
    }
  }

  /** What {@link #listed(String, String, String)} says in the public namespace. */
  public Set<String> listed(String service, String group) throws IOException {
    return listed(service, group, "");
  }

  /**
   * The {@code ip:port} of each instance as this node answers, healthy or not.
   *
   * @throws IOException when it does not answer within a second, or not with 200
   */
  public Set<String> listed(String service, String group, String namespace) throws IOException {
    JsonNode answer =
        get(
            "/v1/ns/instance/list?serviceName=%s&namespaceId=%s&healthyOnly=false"
                .formatted(encoded(group + "@@" + service), namespace));
    Set<String> addresses = new TreeSet<>();
    for (JsonNode host : answer.path("hosts")) {
      addresses.add(host.path("ip").asText() + ":" + host.path("port").asInt());
    }
    return addresses;
  }

  /** As an operator does it: an instance that was registered as disabled is listed from then on. */
  public void enable(String service, String group, int instance) throws IOException {
    String name =
        version.startsWith("3.")
            ? "/v3/admin/ns/instance?groupName=%s&serviceName=%s".formatted(group, service)
            : "/v1/ns/instance?serviceName=" + encoded(group + "@@" + service);
    send(
        request(
                name
                    + "&namespaceId=public&ip=127.0.0.1&port=%d&ephemeral=true&enabled=true"
                        .formatted(instance))
            .PUT(BodyPublishers.noBody()));
  }

  private int membersUp() throws IOException {
    String members =
        version.startsWith("3.") ? "/v3/admin/core/cluster/node/list" : "/v1/core/cluster/nodes";
    int up = 0;
    for (JsonNode member : get(members).path("data")) {
      up += member.path("state").asText().equals("UP") ? 1 : 0;
    }
    return up;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) throws IOException {
    return send(request(path));
  }

  private JsonNode post(String path, String form) throws IOException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** As a member of the cluster would ask: with authentication on, it needs no user. */
  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("test", "test");
  }

  private URI uri(String path) {
    return URI.create("http://" + address() + context + path);
  }

  private JsonNode send(HttpRequest.Builder builder) throws IOException {
    HttpRequest request = builder.timeout(ANSWER).build();
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(request.uri() + " was answered with " + answer.statusCode());
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public String toString() {
    return "Nacos " + version + " at " + port;
  }
}
