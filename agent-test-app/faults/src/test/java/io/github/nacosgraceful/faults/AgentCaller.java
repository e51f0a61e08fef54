package io.github.nacosgraceful.faults;

import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jvm;
import io.github.nacosgraceful.testbed.Ports;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An application with the agent that calls a service through Feign and Spring Cloud LoadBalancer,
 * 25 times a second, while one of its two instances goes. It knows the nodes themselves, as {@link
 * Caller} does, and opens a connection for each call.
 */
final class AgentCaller implements AutoCloseable {

  /** The service that the application calls; each case has a group of its own. */
  static final String SERVICE = "provider";

  private static final String STACK = "2025";
  private static final Duration PERIOD = Duration.ofMillis(40);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration START = Duration.ofSeconds(120);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();
  private final Child application;
  private final NamingClient staying;
  private final Thread thread = new Thread(this::run, "caller-with-agent");
  private final Set<String> answeredBy = ConcurrentHashMap.newKeySet();
  private volatile int calls;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  /**
   * @param group that both instances are registered in
   * @param addresses of the nodes
   * @param staying the instance that does not go until this is closed
   */
  AgentCaller(FaultServers servers, String group, String addresses, NamingClient staying)
      throws IOException {
    this.staying = staying;
    Workspace workspace = servers.workspace;
    workspace.require(workspace.agentJar(), workspace.stackClasspath(STACK));
    Path logs = workspace.logs(group + "-caller");
    int port = Ports.application();
    application =
        servers.processes.start(
            group + "-caller",
            port,
            logs.resolve("caller.log"),
            List.of(
                Jvm.EXECUTABLE,
                "-javaagent:" + workspace.agentJar(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + logs,
                "-Dhttp.keepAlive=false",
                "-classpath",
                Jvm.classpath(workspace.stackClasspath(STACK)),
                "io.github.nacosgraceful.sample.Consumer",
                "--server.port=" + port,
                "--spring.cloud.nacos.discovery.server-addr=" + addresses,
                "--spring.cloud.nacos.discovery.group=" + group,
                "--spring.cloud.nacos.discovery.register-enabled=false"));
    thread.setDaemon(true);
  }

  /** Returns when that many instances are called. */
  void begin(int instances) throws InterruptedException {
    new ReadyProbe().await(application, "/ready", START);
    thread.start();
    await("calls").atMost(START).until(() -> answeredBy.size() == instances);
    calls = 0;
    failures.clear();
  }

  /** What failed calls were answered with, or ended with. */
  List<String> failures() {
    return failures;
  }

  /** Ends it; what it came to stays. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    application.kill();
    staying.close();
  }

  private void run() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + "/call"))
            .timeout(ANSWER)
            .POST(BodyPublishers.noBody())
            .build();
    while (!stopped) {
      long next = System.nanoTime() + PERIOD.toNanos();
      call(request);
      try {
        Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** On the one thread that counts, once calls get through. */
  private void call(HttpRequest request) {
    calls++;
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        answeredBy.add(answer.body());
      } else {
        failures.add(answer.body());
      }
    } catch (IOException e) {
      failures.add(e.toString());
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  @Override
  public String toString() {
    return failures.size() + " of " + calls;
  }
}
