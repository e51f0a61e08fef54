package io.github.nacosgraceful.nacos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node of Nacos that answers what it is told to, and 404 else. */
public final class FakeNode implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  /** Path and query of each question. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  public FakeNode() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** {@code host:port}. */
  public String address() {
    return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
  }

  /** As a service's list of instances. */
  public FakeNode lists(String... instances) {
    return answers(
        "/nacos/v1/ns/instance/list", "{\"hosts\": [" + String.join(",", instances) + "]}");
  }

  public FakeNode answers(String path, String json) {
    answers.put(path, json);
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    String json = answers.get(exchange.getRequestURI().getPath());
    byte[] body = (json == null ? "" : json).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(json == null ? 404 : 200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
