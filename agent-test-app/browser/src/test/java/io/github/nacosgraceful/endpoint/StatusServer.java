package io.github.nacosgraceful.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The agent's endpoint with, instead of a process behind it, whatever status the test wants. */
final class StatusServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> operations = new CopyOnWriteArrayList<>();
  private final String example;
  private volatile String status;
  private volatile int code = 200;
  private volatile String answer = "{}";
  private HttpServer server;

  StatusServer(Workspace workspace) throws IOException {
    example =
        Files.readString(
            workspace
                .root()
                .resolve("agent/src/test/resources/io/github/nacosgraceful/status/status.json"));
    status = example;
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
    status = JSON.writeValueAsString(changed);
  }

  /** What the next operations are answered with. */
  void answer(int statusCode, String body) {
    code = statusCode;
    answer = body;
  }

  /** The operations that were asked for, and not refused. */
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
    Workers workers = new Workers();
    server.setExecutor(workers);
    server.createContext("/", new RequestHandler(workers, this::answer));
    server.start();
  }

  private Answer answer(String method, String path) {
    Answer page = Page.at(path);
    if (page != null) {
      return page;
    }
    if (path.equals("/status")) {
      return Answer.json(200, status);
    }
    operations.add(method + " " + path);
    return Answer.json(code, answer);
  }

  @Override
  public void close() {
    stop();
  }
}
