package io.github.nacosgraceful.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.remote.NoAnswerException;
import io.github.nacosgraceful.remote.RemoteAgent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The fleet as a node of Nacos 3 tells it, which answers as the real one does. */
class FleetTest {

  @TempDir Path folder;

  private final Map<String, JsonArray> services = new LinkedHashMap<>();
  private final Map<String, JsonArray> subscribers = new HashMap<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private volatile int status = 200;
  private String node;

  @BeforeEach
  void start() throws IOException {
    node = serve(this::answer);
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void tellsWhichInstancesHaveTheAgentAndWhichCallersDoNot() {
    instance("orders", "10.0.0.1", 80, "1.0.0;8719");
    instance("orders", "10.0.0.2", 80, null);
    instance("web", "10.0.0.3", 80, "1.0.1");
    subscriber("orders", "10.0.0.3", "Nacos-Java-Client:v3.1.1");
    subscriber("orders", "10.0.0.9", "Nacos-Java-Client:v2.2.0");
    Ran ran = run("--server-addr", node);
    assertThat(ran.out)
        .contains("2 of 3 instances of 2 services say that they have the agent (66 %).")
        .containsPattern(
            "DEFAULT_GROUP@@orders +2 +1 +1\\.0\\.0 +1: 10\\.0\\.0\\.9 Nacos-Java-Client:v2\\.2\\.0")
        .containsPattern("DEFAULT_GROUP@@web +1 +1 +1\\.0\\.1 +-")
        .doesNotContain("10.0.0.3");
    assertThat(ran.code).isZero();
  }

  @Test
  void tellsTheSameToProgramsAndOnAPage() throws IOException {
    instance("orders<b>", "10.0.0.1", 80, "1.0.0;8719");
    Path page = folder.resolve("fleet.html");
    Ran ran = run("--server-addr", node, "--json", "--html", page.toString());
    JsonObject json = JsonParser.parseString(ran.out).getAsJsonObject();
    assertThat(json.get("withAgent").getAsInt()).isEqualTo(1);
    JsonObject service = json.getAsJsonArray("services").get(0).getAsJsonObject();
    assertThat(
            service.getAsJsonArray("instances").get(0).getAsJsonObject().get("agent").getAsString())
        .isEqualTo("1.0.0");
    assertThat(Files.readString(page))
        .contains("1 of 1 instances of 1 service", "orders&lt;b&gt;")
        .doesNotContain("<b>", "http:", "https:");
  }

  @Test
  void saysWhatItKnowsIfHalfOfTheNodesAreDown() {
    instance("orders", "10.0.0.1", 80, "1.0.0");
    Ran ran = run("--server-addr", node + ",127.0.0.1:1");
    assertThat(ran.out)
        .contains("1 of 1 instances")
        .containsPattern("(?m)^127\\.0\\.0\\.1:1 does not answer: .*\\.$");
    assertThat(ran.code).isEqualTo(1);
  }

  @Test
  void saysOneLineForAWrongAddressAndForNoPermission() {
    Ran wrong = run("--server-addr", "127.0.0.1:1");
    assertThat(wrong.out.lines()).hasSize(1);
    assertThat(wrong.code).isEqualTo(2);
    status = 403;
    Ran refused = run("--server-addr", node);
    assertThat(refused.out.lines()).hasSize(1);
    assertThat(refused.out).contains("403");
    assertThat(refused.code).isEqualTo(2);
  }

  /** The table asks for 3 s, on real servers; this is what is the command's own. */
  @Test
  void takesThousandsOfInstances() {
    for (int i = 0; i < 200; i++) {
      for (int j = 0; j < 10; j++) {
        instance("s" + i, "10.0." + i + "." + j, 80, j < 5 ? "1.0.0" : null);
      }
      subscriber("s" + i, "10.0." + i + ".0", "Nacos-Java-Client:v3.1.1");
    }
    long begun = System.nanoTime();
    Ran ran = run("--server-addr", node);
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(20);
    assertThat(ran.out).contains("1000 of 2000 instances of 200 services").doesNotContain("1: ");
  }

  @Test
  void reachesTheAgentOfAnInstanceOfThisMachine() throws Exception {
    String agent =
        serve(
            exchange ->
                "{\"registrations\":[{\"instances\":[{\"ip\":\"127.0.0.1\",\"port\":80}]}],\"path\":\""
                    + exchange.getRequestURI()
                    + "\"}");
    String port = agent.substring(agent.indexOf(':') + 1);
    instance("orders", "127.0.0.1", 80, "1.0.0;" + port);
    instance("orders", "127.0.0.1", 81, "1.0.0;" + port);
    try (RemoteAgent found = agentOf("127.0.0.1:80")) {
      assertThat(found.offline()).contains("/offline");
    }
    assertThatThrownBy(() -> agentOf("127.0.0.1:81"))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("is that of another process");
  }

  @Test
  void saysWhyNotAndWhatToDo() {
    instance("orders", "10.0.0.1", 80, null);
    instance("orders", "10.0.0.2", 80, "1.0.0");
    instance("orders", "10.255.255.3", 80, "1.0.0;8719");
    assertThatThrownBy(() -> agentOf("10.0.0.9:80")).hasMessageContaining("not listed");
    assertThatThrownBy(() -> agentOf("10.0.0.1:80")).hasMessageContaining("announce=on");
    assertThatThrownBy(() -> agentOf("10.0.0.2:80")).hasMessageContaining("offline PID");
    assertThatThrownBy(() -> agentOf("10.255.255.3:80"))
        .hasMessageContaining("http://127.0.0.1:8719/offline");
    status = 500;
    assertThatThrownBy(() -> agentOf("10.0.0.1:80")).hasMessageContaining("500");
  }

  private RemoteAgent agentOf(String instance) throws Exception {
    NacosLogin login = NacosLogin.of(List.of(node));
    return new InstanceAgent(login, "public", "DEFAULT_GROUP", "orders", instance).find();
  }

  private record Ran(String out, int code) {}

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    int code = new CommandLine(new FleetCommand()).setOut(new PrintWriter(out)).execute(arguments);
    return new Ran(out.toString(), code);
  }

  private void instance(String service, String ip, int port, String agent) {
    JsonObject metadata = new JsonObject();
    if (agent != null) {
      metadata.addProperty("nacos-graceful.agent", agent);
    }
    JsonObject instance = new JsonObject();
    instance.addProperty("ip", ip);
    instance.addProperty("port", port);
    instance.add("metadata", metadata);
    services.computeIfAbsent(service, name -> new JsonArray()).add(instance);
  }

  private void subscriber(String service, String ip, String agent) {
    JsonObject subscriber = new JsonObject();
    subscriber.addProperty("ip", ip);
    subscriber.addProperty("port", 0);
    subscriber.addProperty("agent", agent);
    subscribers.computeIfAbsent(service, name -> new JsonArray()).add(subscriber);
  }

  private String answer(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> asked = new HashMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      asked.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    JsonObject data = new JsonObject();
    if (path.endsWith("/ns/service/list")) {
      JsonArray names = new JsonArray();
      for (String service : services.keySet()) {
        JsonObject one = new JsonObject();
        one.addProperty("name", service);
        one.addProperty("groupName", "DEFAULT_GROUP");
        names.add(one);
      }
      data.add("pageItems", names);
    } else if (path.endsWith("/ns/instance/list")) {
      JsonObject answer = new JsonObject();
      answer.add("data", services.getOrDefault(asked.get("serviceName"), new JsonArray()));
      return answer.toString();
    } else if (path.endsWith("/ns/service/subscribers")) {
      data.add("pageItems", subscribers.getOrDefault(asked.get("serviceName"), new JsonArray()));
    } else {
      data.addProperty("version", "3.1.1");
    }
    JsonObject answer = new JsonObject();
    answer.add("data", data);
    return answer.toString();
  }

  private interface Answers {
    String to(HttpExchange exchange);
  }

  private String serve(Answers answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answers.to(exchange).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return "127.0.0.1:" + server.getAddress().getPort();
  }
}
