package io.github.nacosgraceful.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.config.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {

  private static final String STATUS =
      """
      {"version": "0.1.0", "java": "17.0.15", "pid": 4711, "state": "online",
       "hooks": [{"part": "nacos", "state": "armed", "reason": null, "classes": ["a.B"]},
                 {"part": "tomcat", "state": "armed", "reason": null, "classes": ["a.C"]},
                 {"part": "ribbon", "state": "off", "reason": "ribbon=off", "classes": []}],
       "registrations": [{"service": "provider", "group": "G",
           "instances": [{"ip": "10.0.0.1", "port": 8080}], "state": "online",
           "nodes": [{"address": "n1:8848", "listed": true, "problem": null},
                     {"address": "n2:8848", "listed": null, "problem": "no answer"}]}],
       "services": [{"name": "orders", "epoch": 3, "instances": ["10.0.0.2:80", "10.0.0.3:80"],
           "changedAt": "2026-11-21T20:09:03Z"}],
       "traffic": {"inFlight": 2, "open": ["1 event stream"], "sinceLastRequestMillis": 12,
           "meanGapMillis": null, "requests": 1234,
           "goodbye": "10.0.0.1:8080; start=1764521784123"},
       "suppressedErrors": 0,
       "options": [{"name": "drain.min", "value": "35s", "default": "0s",
           "from": "nacos.graceful.drain.min"}],
       "drains": [{"title": "Offline", "begunAt": "2026-11-21T20:10:00Z", "ok": true,
           "summary": "deregistered", "timeline": []}]}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();

  @Test
  void tellsWhatThereIsWithoutACommand() {
    assertThat(run()).isZero();
    assertThat(out.toString())
        .contains("status", "offline", "online", "attach", "config")
        .doesNotContain("nacos.graceful.");
  }

  @Test
  void hasTheOptionsBehindTheHelp() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("nacos.graceful.shutdown.timeout (default 25s)");
    out.getBuffer().setLength(0);
    assertThat(run("status", "--help")).isZero();
    assertThat(out.toString()).contains("PID|PORT").doesNotContain("nacos.graceful.");
  }

  @Test
  void saysInTwoLinesWhatIsWrongWithAnArgument() {
    assertThat(run("statsu", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("statsu", "See java -jar nacos-graceful-agent.jar --help");
    err.getBuffer().setLength(0);
    assertThat(run("status", "me")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(2)
        .last()
        .isEqualTo("See java -jar nacos-graceful-agent.jar status --help");
    err.getBuffer().setLength(0);
    assertThat(run("attach", "1", "drian.min=1s")).isEqualTo(2);
    assertThat(err.toString()).contains("drian.min", "Did you mean drain.min?");
  }

  @Test
  void printsEveryOptionAsJson() {
    assertThat(run("config", "--json")).isZero();
    assertThat(JsonParser.parseString(out.toString()).getAsJsonArray()).hasSameSizeAs(Option.all());
  }

  @Test
  void printsTheStatusOfAPort() throws IOException {
    HttpServer endpoint = endpoint(200, STATUS);
    try {
      assertThat(run("status", port(endpoint))).as(err.toString()).isZero();
    } finally {
      endpoint.stop(0);
    }
    assertThat(asked).containsExactly("GET /status");
    assertThat(out.toString().lines())
        .containsExactly(
            "nacos-graceful-agent 0.1.0 in process 4711, Java 17.0.15",
            "state         online",
            "registered    G@@provider 10.0.0.1:8080  online",
            "                n1:8848 lists it",
            "                n2:8848 does not say: no answer",
            "calls         orders at 10.0.0.2:80, 10.0.0.3:80, told 3 times, last 2026-11-21T20:09:03Z",
            "traffic       1234 requests, 2 in flight, the last 12 ms ago; open: 1 event stream;"
                + " answers say goodbye: 10.0.0.1:8080; start=1764521784123",
            "hooks         armed: nacos, tomcat",
            "              off: ribbon (ribbon=off)",
            "options       drain.min=35s from nacos.graceful.drain.min, not 0s",
            "last          2026-11-21T20:10:00Z Offline: deregistered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"::1", "[::1]", "1:2:3:80", ":80", "host", "host:0", "host:99999", "host:x"})
  void asksForAnInstanceWithItsPort(String instance) {
    String[] doctor = {"doctor", "--server-addr", "127.0.0.1:1", "--service", "orders"};
    assertThat(run(with(doctor, "--instance", instance))).isEqualTo(2);
    assertThat(err.toString()).startsWith("--instance is not HOST:PORT, where an IPv6 address has");
  }

  /** Nobody listens there, so what it was taken for is the answer. */
  @ParameterizedTest
  @CsvSource({"[::1]:9, [::1]:9", "[0:0:0:0:0:0:0:1]:9, [::1]:9", "127.0.0.1:9, 127.0.0.1:9"})
  void examinesAnInstanceAtItsAddress(String instance, String address) {
    String[] doctor = {"doctor", "--server-addr", "127.0.0.1:1", "--service", "orders", "--json"};
    assertThat(run(with(doctor, "--instance", instance))).isEqualTo(2);
    assertThat(out.toString()).contains("\"instance\": \"" + address + "\"");
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** Services and addresses are what strangers have registered. */
  @Test
  void sendsNothingToTheTerminalThatMovesItsCursor() throws IOException {
    String strange = "\\u001b[2K\\rall is well\\u009b1A";
    HttpServer endpoint =
        endpoint(
            200,
            STATUS
                .replace("orders", "orders" + strange)
                .replace("10.0.0.3:80", strange)
                .replace("no answer", strange)
                .replace("\"suppressedErrors\"", "\"problems\": [\"" + strange + "\"], $0")
                .replace("$0", "\"suppressedErrors\""));
    try {
      assertThat(run("status", port(endpoint))).as(err.toString()).isZero();
    } finally {
      endpoint.stop(0);
    }
    assertThat(out.toString().lines())
        .contains(
            "                n2:8848 does not say: \\u001b[2K all is well\\u009b1A",
            "problems      \\u001b[2K all is well\\u009b1A")
        .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
  }

  @Test
  void exitsWithOneWhereTheAnswerIsNo() throws IOException {
    HttpServer endpoint =
        endpoint(
            503,
            "{\"state\": \"offline\", \"ok\": false, \"summary\": \"NOT deregistered\","
                + " \"timeline\": [{\"atMillis\": 35, \"what\": \"over\"}]}");
    try {
      assertThat(run("offline", port(endpoint))).isEqualTo(1);
      assertThat(run("status", port(endpoint))).isEqualTo(1);
    } finally {
      endpoint.stop(0);
    }
    assertThat(asked).containsExactly("POST /offline", "GET /status");
    assertThat(out.toString()).startsWith("offline: NOT deregistered").contains("35 ms  over");
  }

  @Test
  void tellsAnotherServerFromAnAgent() throws IOException {
    HttpServer other = endpoint(404, "<html>");
    try {
      assertThat(run("status", port(other))).isEqualTo(1);
    } finally {
      other.stop(0);
    }
    assertThat(err.toString()).contains("answers 404 to /status, so it is not the agent's.");
  }

  @Test
  void repeatsWhyTheAgentRefuses() throws IOException {
    HttpServer endpoint = endpoint(503, "two changes are under way already\n");
    try {
      assertThat(run("offline", port(endpoint))).isEqualTo(1);
    } finally {
      endpoint.stop(0);
    }
    assertThat(err.toString()).contains("503 to /offline, two changes are under way already.");
  }

  @Test
  void saysThatNothingListens() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(run("status", String.valueOf(free))).isEqualTo(1);
    assertThat(err.toString()).contains("; and nothing listens at port " + free);
  }

  private int run(String... arguments) {
    CommandLine commands = Commands.commandLine();
    commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commands.execute(arguments);
  }

  private HttpServer endpoint(int code, String answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(code, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String port(HttpServer server) {
    return String.valueOf(server.getAddress().getPort());
  }
}
