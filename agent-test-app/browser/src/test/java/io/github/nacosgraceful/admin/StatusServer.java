package io.github.nacosgraceful.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves the page and, beside it, whatever status the test wants. */
final class StatusServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> operations = new CopyOnWriteArrayList<>();
  private final String example;
  private volatile byte[] status;
  private volatile int code = 200;
  private volatile String answer = "{}";
  private HttpServer server;

  StatusServer(Workspace workspace) throws IOException {
    example =
        Files.readString(
            workspace
                .root()
                .resolve("agent/src/test/resources/io/github/nacosgraceful/admin/status.json"));
    status = example.getBytes(StandardCharsets.UTF_8);
    serve(0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** A status with every field, of which the test changes what it is about. */
  ObjectNode example() throws IOException {
    return (ObjectNode) JSON.readTree(example);
  }

  void show(ObjectNode changed) throws IOException {
    status = JSON.writeValueAsBytes(changed);
  }

  /** What the next operations are answered with. */
  void answer(int statusCode, String body) {
    code = statusCode;
    answer = body;
  }

  /** The operations that were asked for, each with its origin. */
  List<String> operations() {
    return operations;
  }

  void stop() {
    server.stop(0);
  }

  void startAgain() throws IOException {
    serve(port());
  }

  private void serve(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (Page.has(path)) {
      new Page().handle(exchange);
    } else if (path.equals("/status")) {
      send(exchange, 200, status);
    } else {
      String origin = exchange.getRequestHeaders().getFirst("Origin");
      operations.add(exchange.getRequestMethod() + " " + path + " from " + origin);
      send(exchange, code, answer.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void send(HttpExchange exchange, int code, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    stop();
  }
}
