package io.github.nacosgraceful.intake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of an admin of XXL-JOB as its executors speak with, for the real one is on no registry:
 * they register and deregister, are sent jobs in turn, and tell what came of them. An executor that
 * refuses a job, or cannot be reached, is followed by the next, as with the real one's retries.
 */
final class XxlJobAdmin implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("\"registryValue\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*(\\d+)");
  private static final String OK = "{\"code\":200,\"msg\":null,\"content\":\"ok\",\"data\":\"ok\"}";

  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Set<String> registered = new ConcurrentSkipListSet<>();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final AtomicInteger jobs = new AtomicInteger();

  /** What its log says of one job. */
  record Sent(long millis, String address, String job, boolean accepted) {}

  XxlJobAdmin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/xxl-job-admin";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher address = ADDRESS.matcher(body);
    String path = exchange.getRequestURI().getPath();
    if (address.find()) {
      if (path.endsWith("/registry")) {
        registered.add(address.group(1));
      } else if (path.endsWith("/registryRemove")) {
        registered.remove(address.group(1));
      }
    }
    byte[] answer = OK.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /** The executors that are registered. */
  Set<String> registered() {
    return registered;
  }

  /** The next job goes to the next executor, and on to others until one accepts it. */
  void trigger() {
    String job = "job-" + jobs.incrementAndGet();
    List<String> executors = new ArrayList<>(registered);
    for (int i = 0; i < executors.size(); i++) {
      if (send(executors.get((jobs.get() + i) % executors.size()), job)) {
        return;
      }
    }
  }

  /**
   * Sends a job to one executor, whether it is registered or not.
   *
   * @return whether it accepts it
   */
  boolean send(String address, String job) {
    long now = System.currentTimeMillis();
    int number = Integer.parseInt(job.replaceAll("\\D", ""));
    String trigger =
        ("{'jobId':1,'executorHandler':'demoJob','executorParams':'%s','executorBlockStrategy':"
                + "'SERIAL_EXECUTION','executorTimeout':0,'logId':%d,'logDateTime':%d,'glueType':'BEAN',"
                + "'glueSource':'','glueUpdatetime':%d,'broadcastIndex':0,'broadcastTotal':1}")
            .formatted(job, number, now, now)
            .replace('\'', '"');
    boolean accepted = post(address + "run", trigger);
    sent.add(new Sent(now, address, job, accepted));
    return accepted;
  }

  /** Whether an executor says that it is there. */
  boolean beats(String address) {
    return post(address + "beat", "{}");
  }

  private boolean post(String address, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .timeout(Duration.ofSeconds(3))
              .header("Content-Type", "application/json;charset=UTF-8")
              .POST(BodyPublishers.ofString(body))
              .build();
      String answer = client.send(request, BodyHandlers.ofString()).body();
      Matcher code = CODE.matcher(answer);
      return code.find() && code.group(1).equals("200");
    } catch (IOException gone) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Its log. */
  List<Sent> sent() {
    return sent;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
