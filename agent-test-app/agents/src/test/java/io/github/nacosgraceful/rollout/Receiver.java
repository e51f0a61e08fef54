package io.github.nacosgraceful.rollout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Stands in for the server that an agent reports to: keeps what one process sent. */
final class Receiver implements AutoCloseable {

  /**
   * @param arrived when all of it was there
   * @param body unpacked
   */
  record Report(String path, Instant arrived, byte[] body) {}

  private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> answers;
  private final HttpServer server;

  /**
   * @param answers what is answered at which path, in JSON; at others, nothing
   */
  Receiver(Map<String, String> answers) throws IOException {
    this.answers = answers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** At that path, so far. */
  List<Report> reports(String path) {
    return reports.stream().filter(report -> report.path().equals(path)).toList();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = body(exchange);
      reports.add(new Report(path, Instant.now(), body));
      byte[] answer = answers.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
      if (answer.length > 0) {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
      }
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** As far as it was sent: a process may end in the middle of a report. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (InputStream in = unpacked(exchange)) {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        body.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // Cut off: what came before counts.
    }
    return body.toByteArray();
  }

  private static InputStream unpacked(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    return switch (encoding == null ? "" : encoding) {
      case "gzip" -> new GZIPInputStream(in);
      case "deflate" -> new InflaterInputStream(in);
      default -> in;
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
