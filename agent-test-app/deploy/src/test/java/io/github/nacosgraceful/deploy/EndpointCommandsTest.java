package io.github.nacosgraceful.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands with which probes and {@code preStop} ask the agent's endpoint, from the manifest
 * and from the page, against a server that answers as it does.
 */
class EndpointCommandsTest {

  private static final String PORT = "9090";
  private static final Pattern LINES = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private volatile int status;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String host = exchange.getRequestHeaders().getFirst("Host");
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + host);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  static List<List<String>> commands() throws IOException {
    List<List<String>> commands = new ArrayList<>();
    Path manifest = Examples.FOLDER.resolve("kubernetes").resolve("endpoint.yaml");
    JsonNode container =
        Examples.yaml(Files.readString(manifest)).get(0).at("/spec/template/spec/containers/0");
    for (String place : List.of("/readinessProbe", "/lifecycle/preStop")) {
      List<String> command = new ArrayList<>();
      container.at(place + "/exec/command").forEach(word -> command.add(word.asText()));
      commands.add(command);
    }
    Matcher lines =
        LINES.matcher(Files.readString(Examples.ROOT.resolve("docs").resolve("kubernetes.md")));
    while (lines.find()) {
      lines.group(1).lines().forEach(line -> commands.add(List.of("sh", "-c", line)));
    }
    assertThat(commands).hasSizeGreaterThan(2);
    return commands;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void succeedsIfTheAgentSaysYes(List<String> command) throws Exception {
    String tool = command.get(0).equals("sh") ? command.get(2).split(" ")[0] : command.get(0);
    assumeTrue(run(List.of("which", tool)) == 0, "no " + tool + " here");
    int port = server.getAddress().getPort();
    List<String> here = command.stream().map(word -> word.replace(PORT, "" + port)).toList();
    String request = here.toString().contains("/readiness") ? "GET /readiness" : "POST /offline";

    status = 200;
    assertThat(run(here)).isZero();
    assertThat(requests.poll()).isEqualTo(request + " 127.0.0.1:" + port);

    status = 503;
    assertThat(run(here)).isPositive();
    assertThat(requests.poll()).isEqualTo(request + " 127.0.0.1:" + port);

    server.stop(0);
    assertThat(run(here)).isPositive();
  }

  private static int run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ends: %s", command).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
