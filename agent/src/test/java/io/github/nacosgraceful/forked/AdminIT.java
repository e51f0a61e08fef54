package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The endpoint and the MBean, and that they answer nobody who should not be answered, in a JVM of
 * its own with the agent's real jar.
 */
class AdminIT {

  private static final String OPEN = "-Dnacos.graceful.admin.port=0";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
  private static final Pattern PORT =
      Pattern.compile("the endpoint is at http://127.0.0.1:(\\d+)\n");

  @Test
  void takesTheProcessOfflineAndOnlineAgain() throws Exception {
    try (Jvm jvm = Jvm.app("wait", OPEN)) {
      int port = port(jvm);
      assertThat(get(port, "/readiness")).startsWith("HTTP/1.1 200").endsWith("online\n");
      assertThat(post(port, "/offline"))
          .startsWith("HTTP/1.1 200")
          .contains("\"state\": \"offline\"", "\"ok\": true", "deregistered DEFAULT_GROUP@@orders")
          .contains("\"what\": \"gone from 1 node\"");
      assertThat(get(port, "/readiness")).startsWith("HTTP/1.1 503").endsWith("offline\n");
      assertThat(get(port, "/status")).contains("\"title\": \"Offline\"", "\"listed\": false");
      assertThat(post(port, "/offline")).contains("nothing was online", "\"ok\": true");
      assertThat(post(port, "/online"))
          .contains("\"state\": \"online\"", "\"ok\": true", "registered DEFAULT_GROUP@@orders");
      assertThat(post(port, "/online")).contains("nothing was taken offline by hand");
      assertThat(get(port, "/metrics"))
          .contains("text/plain; version=0.0.4")
          .contains("\nnacos_graceful_ready 1\n")
          .contains("\nnacos_graceful_registrations{state=\"online\"} 1\n")
          .contains("\nnacos_graceful_changes_total 2\n")
          .contains("\nnacos_graceful_suppressed_errors_total 0\n");
      endsWell(jvm);
      assertThat(jvm.outLines())
          .containsSubsequence(
              "registered orders",
              "deregister orders works",
              "registered orders",
              "deregister orders works",
              "hook");
    }
  }

  @Test
  void hasNothingLeftToDoWhenItIsStoppedOffline() throws Exception {
    try (Jvm jvm = Jvm.app("wait", OPEN)) {
      post(port(jvm), "/offline");
      endsWell(jvm);
      assertThat(jvm.outLines()).containsOnlyOnce("deregister orders works").endsWith("hook done");
      assertThat(jvm.err()).doesNotContain("Shutdown: deregister").doesNotContain("WARN");
    }
  }

  @Test
  void saysWhatItCouldNotDo() throws Exception {
    try (Jvm jvm =
        Jvm.app(
            "wait", OPEN, "-Dfake.deregister=throws", "-Dnacos.graceful.deregister.timeout=1s")) {
      assertThat(post(port(jvm), "/offline"))
          .startsWith("HTTP/1.1 200")
          .contains("\"ok\": false", "NOT deregistered", "told to fail");
    }
  }

  @Test
  void answersOnlyWhatIsThereAndAsItIsMeant() throws Exception {
    try (Jvm jvm = Jvm.app("wait", OPEN)) {
      int port = port(jvm);
      assertThat(get(port, "/nothing")).startsWith("HTTP/1.1 404");
      assertThat(get(port, "/status/x")).startsWith("HTTP/1.1 404");
      assertThat(get(port, "/offline")).startsWith("HTTP/1.1 405").contains("Allow: POST");
      assertThat(post(port, "/status")).startsWith("HTTP/1.1 405").contains("Allow: GET");
      assertThat(send(port, "DELETE /status HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 405");
      assertThat(get(port, "/status"))
          .contains("no-store", "nosniff", "default-src 'none'")
          .contains("\"version\": \"" + System.getProperty("agent.version") + "\"")
          .contains("\"from\": \"nacos.graceful.admin.port\"");
      endsWell(jvm);
    }
  }

  @Test
  void refusesWhatOtherSitesHaveABrowserSend() throws Exception {
    try (Jvm jvm = Jvm.app("wait", OPEN)) {
      int port = port(jvm);
      for (String host : List.of("evil.example", "127.0.0.1.evil.example", "10.0.0.1", "")) {
        assertThat(send(port, "POST /offline HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
            .as(host)
            .startsWith("HTTP/1.1 403");
      }
      assertThat(send(port, "POST /offline HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
      String own = "POST /online HTTP/1.1\r\nHost: localhost:" + port + "\r\n";
      for (String header :
          List.of(
              "Origin: http://evil.example",
              "Origin: null",
              "Origin: http://localhost:1",
              "Origin: https://localhost:" + port,
              "Origin: http://localhost:" + port + "\r\nOrigin: http://localhost:" + port,
              "Sec-Fetch-Site: cross-site",
              "Sec-Fetch-Site: same-site")) {
        assertThat(send(port, own + header + "\r\n\r\n")).as(header).startsWith("HTTP/1.1 403");
      }
      for (String header :
          List.of("Origin: http://localhost:" + port, "Sec-Fetch-Site: same-origin", "X: y")) {
        assertThat(send(port, own + header + "\r\n\r\n")).as(header).startsWith("HTTP/1.1 200");
      }
      assertThat(send(port, "GET /readiness HTTP/1.1\r\nHost: [::1]:" + port + "\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
      endsWell(jvm);
      assertThat(jvm.outLines()).containsOnlyOnce("deregister orders works"); // of the shutdown
    }
  }

  @Test
  void isNotThereOnAnyOtherAddressOfThisHost() throws Exception {
    try (Jvm jvm = Jvm.app("wait", OPEN)) {
      int port = port(jvm);
      List<InetAddress> others = new ArrayList<>();
      for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
        network
            .inetAddresses()
            .filter(address -> address instanceof Inet4Address && !isOwn(address))
            .forEach(others::add);
      }
      others.add(InetAddress.getByName("127.0.0.2")); // loopback too, but not ours
      for (InetAddress other : others) {
        assertThatThrownBy(() -> new Socket(other, port).close())
            .as(other.toString())
            .isInstanceOf(ConnectException.class);
      }
    }
  }

  @Test
  void refusesWhatIsTooLargeOrNoRequestAtAll() throws Exception {
    try (Jvm jvm = Jvm.app("wait", OPEN)) {
      int port = port(jvm);
      String head = "POST /online HTTP/1.1\r\nHost: localhost\r\n";
      assertThat(send(port, head + "Content-Length: 1024\r\n\r\n" + "x".repeat(1024)))
          .startsWith("HTTP/1.1 200");
      assertThat(send(port, head + "Content-Length: 1025\r\n\r\n" + "x".repeat(1025)))
          .startsWith("HTTP/1.1 413");
      assertThat(send(port, head + "Content-Length: 99999999999\r\n\r\n"))
          .startsWith("HTTP/1.1 413");
      assertThat(send(port, head + CHUNKED + "401\r\n" + "x".repeat(1025) + "\r\n0\r\n\r\n"))
          .startsWith("HTTP/1.1 413");
      assertThat(get(port, "/" + "x".repeat(2000))).startsWith("HTTP/1.1 414");
      assertThat(send(port, head + "X: " + "y".repeat(9000) + "\r\n\r\n"))
          .startsWith("HTTP/1.1 431");
      for (String garbage :
          List.of("\0\377\26\3\1\r\n\r\n", "GET\r\n\r\n", "GET x y z\r\n\r\n", "\r\n\r\n", "x")) {
        assertThat(send(port, garbage)).as(garbage).doesNotStartWith("HTTP/1.1 2");
      }
      assertThat(get(port, "/readiness")).startsWith("HTTP/1.1 200");
      endsWell(jvm);
    }
  }

  @Test
  void outlastsAThousandConnectionsThatSendHalfARequest() throws Exception {
    try (Jvm jvm = Jvm.app("wait", OPEN)) {
      int port = port(jvm);
      get(port, "/status");
      long threads = threads(jvm);
      List<Socket> connections = new ArrayList<>();
      try {
        for (int i = 0; i < 1000; i++) {
          connections.add(new Socket("127.0.0.1", port));
        }
        assertThat(get(port, "/readiness")).as("beside silent ones").startsWith("HTTP/1.1 200");
        for (Socket connection : connections) {
          try {
            connection.getOutputStream().write("GET /sta".getBytes(StandardCharsets.UTF_8));
          } catch (SocketException closed) {
            continue; // there was no room for it
          }
        }
        assertThat(threads(jvm)).as("threads").isLessThanOrEqualTo(threads + 8);
        await()
            .atMost(Duration.ofSeconds(40))
            .ignoreExceptions()
            .until(() -> get(port, "/readiness").startsWith("HTTP/1.1 200"));
        for (Socket connection : connections) {
          connection.setSoTimeout(10_000);
          assertThat(endOf(connection)).as("closed by the agent").isTrue();
        }
      } finally {
        for (Socket connection : connections) {
          connection.close();
        }
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(threads(jvm)).isLessThanOrEqualTo(threads));
      endsWell(jvm);
    }
  }

  @Test
  void goesOnWithoutItWhenThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Jvm jvm = Jvm.app("wait", "-Dnacos.graceful.admin.port=" + taken.getLocalPort())) {
      jvm.awaitErr("the port " + taken.getLocalPort() + " of the endpoint could not be opened");
      jvm.awaitOut("ready");
      endsWell(jvm);
    }
  }

  @Test
  void goesOnWithoutWhatTheRuntimeDoesNotHave() throws Exception {
    List<String> arguments =
        List.of(
            "-javaagent:" + Jvm.AGENT,
            "--limit-modules=java.instrument,java.logging",
            OPEN,
            App.class.getName(),
            "wait");
    try (Jvm jvm = Jvm.java(Map.of(), arguments)) {
      jvm.awaitErr("there is no endpoint: this Java runtime has no com/sun/net/httpserver/");
      endsWell(jvm);
      assertThat(jvm.err().lines().filter(line -> line.contains("WARN"))).hasSize(1);
    }
  }

  @Test
  void answersWhereAnotherAgentDid() throws Exception {
    try (Jvm jvm = Jvm.app("wait", "-Dnacos.graceful.admin.compat=true")) {
      jvm.awaitErr("GET http://127.0.0.1:54199/offline and http://127.0.0.1:55199/readiness");
      assertThat(get(55199, "/readiness")).startsWith("HTTP/1.1 200");
      assertThat(get(54199, "/offline")).startsWith("HTTP/1.1 200").contains("\"ok\": true");
      assertThat(get(55199, "/readiness")).startsWith("HTTP/1.1 500");
      assertThat(send(54199, "GET /offline HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
          .startsWith("HTTP/1.1 403");
      endsWell(jvm);
    }
  }

  @Test
  void doesTheSameInJmx() throws Exception {
    try (Jvm jvm =
        Jvm.java(Map.of(), List.of("-javaagent:" + Jvm.AGENT, BeanApp.class.getName()))) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.outLines())
          .anyMatch(line -> line.startsWith("offline: { \"state\": \"offline\""))
          .anyMatch(
              line -> line.startsWith("offline again: ") && line.contains("nothing was online"))
          .anyMatch(line -> line.startsWith("online: { \"state\": \"online\""))
          .contains("state: online", "ready: true", "state: offline", "errors: 0")
          .containsOnlyOnce("errors: 0");
      assertThat(jvm.err())
          .contains("orders was not registered: it was taken offline by hand")
          .doesNotContain("WARN");
    }
  }

  /** What nobody asked for must not be paid for at the start. */
  @Test
  void loadsNothingForItBeforeItIsNeeded() throws Exception {
    try (Jvm jvm = Jvm.app("return", "-Xlog:class+load")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.out())
          .contains(" io.github.nacosgraceful.departure.Leaver ")
          .doesNotContain(" io.github.nacosgraceful.status.Readiness ")
          .doesNotContain(" io.github.nacosgraceful.joining.Preheat")
          .doesNotContain(" java.lang.management.ManagementFactory ")
          .doesNotContain(" com.sun.net.httpserver.")
          .doesNotContain(" com.google.gson.");
    }
  }

  private static int port(Jvm jvm) {
    jvm.awaitErr("the endpoint is at ");
    Matcher matcher = PORT.matcher(jvm.err());
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  /** The application has its own shutdown as ever, and the agent made no error. */
  private static void endsWell(Jvm jvm) throws Exception {
    jvm.awaitOut("ready");
    jvm.signal("TERM");
    assertThat(jvm.exitCode()).isEqualTo(143);
    assertThat(jvm.outLines()).endsWith("hook", "hook done");
    assertThat(jvm.err())
        .doesNotContain("suppressed an error")
        .doesNotContain("could not answer")
        .doesNotContain("suppressed errors 1");
  }

  private static String get(int port, String path) throws IOException {
    return send(port, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n");
  }

  private static String post(int port, String path) throws IOException {
    return send(
        port,
        "POST " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Length: 0\r\n\r\n");
  }

  /** Everything that comes back until the connection is closed. */
  private static String send(int port, String request) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] buffer = new byte[8192];
      try {
        for (int n = socket.getInputStream().read(buffer);
            n >= 0;
            n = socket.getInputStream().read(buffer)) {
          answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
      } catch (SocketException reset) {
        return answer.toString(); // it did not want to read the rest
      }
    }
    return answer.toString();
  }

  private static boolean endOf(Socket connection) throws IOException {
    try {
      return connection.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static boolean isOwn(InetAddress address) {
    return address.getHostAddress().equals("127.0.0.1");
  }

  private static long threads(Jvm jvm) throws IOException {
    try (var tasks = Files.list(Path.of("/proc", String.valueOf(jvm.pid()), "task"))) {
      return tasks.count();
    }
  }
}
