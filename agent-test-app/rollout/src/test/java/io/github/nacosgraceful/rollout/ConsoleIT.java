package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Nacos;
import io.github.nacosgraceful.testbed.Processes;
import io.github.nacosgraceful.testbed.Progress;
import io.github.nacosgraceful.testbed.ReadyProbe;
import io.github.nacosgraceful.testbed.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What an operator does to an instance in Nacos' console, over the API that the console uses: who
 * calls sees it as soon as Nacos has pushed it, and not when its cache expires.
 */
@Tag("operate")
class ConsoleIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Nacos pushes after half a second; the caller's cache would last for 35. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final int ROUNDS = 10;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Progress progress = new Progress(System.out, "ConsoleIT: ");
  private final Workspace workspace = Workspace.find("rollout");

  @Test
  void isFollowedByTheNextCall() throws Exception {
    try (Processes processes = new Processes(progress);
        Provider one = new Provider("one");
        Provider two = new Provider("two")) {
      Nacos nacos =
          Nacos.start("2.2.4", workspace, processes, workspace.logs("it-console-nacos"), progress);
      RunLabel label = new RunLabel("it-console", "console", true);
      Console console = new Console(nacos, label.namespace());
      console.put("POST", one, "");
      console.put("POST", two, "");
      Scenario scenario = new Scenario("2025", "2.2.4", "feign", 1, 1, Duration.ofSeconds(1));
      Child consumer =
          new Applications(scenario, label, workspace, nacos, workspace.logs(label.id()), processes)
              .startConsumer(scenario, "--spring.cloud.nacos.discovery.register-enabled=false");
      new ReadyProbe().await(consumer, "/ready", PATIENCE);
      awaitCalled(consumer, PATIENCE, "one", "two");

      for (String gone : List.of("&enabled=false", "&weight=0")) {
        console.put("PUT", one, gone);
        awaitCalled(consumer, SOON, "two");
        console.put("PUT", one, "&enabled=true&weight=1");
        awaitCalled(consumer, SOON, "one", "two");
      }
      console.put("POST", one, "&healthy=false");
      awaitCalled(consumer, SOON, "two");
      console.put("POST", one, "&healthy=true");
      awaitCalled(consumer, SOON, "one", "two");
      assertThat(consumer.logLines()).noneMatch(line -> line.contains("suppressed"));
    }
  }

  /** Until ten calls in a row are answered by these, and by each of them. */
  private static void awaitCalled(Child consumer, Duration bound, String... names) {
    await()
        .atMost(bound)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(IOException.class) // not a call that failed: those are answers
        .untilAsserted(() -> assertThat(called(consumer)).containsExactlyInAnyOrder(names));
  }

  private static Set<String> called(Child consumer) throws IOException, InterruptedException {
    Set<String> answers = new HashSet<>();
    for (int i = 0; i < ROUNDS; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(consumer.uri("/call"))
              .timeout(PATIENCE)
              .POST(BodyPublishers.noBody())
              .build();
      answers.add(HTTP.send(request, BodyHandlers.ofString()).body());
    }
    return answers;
  }

  /** Nacos' API for its console, in version 2. */
  private record Console(Nacos nacos, String namespace) {

    /** The instance needs no beats for as long as the test runs. */
    void put(String method, Provider provider, String change) throws Exception {
      String metadata =
          URLEncoder.encode(
              "preserved.heart.beat.timeout=600000,preserved.ip.delete.timeout=600000",
              StandardCharsets.UTF_8);
      URI uri =
          URI.create(
              "http://127.0.0.1:%d/nacos/v1/ns/instance?serviceName=provider&namespaceId=%s"
                      .formatted(nacos.port(), namespace)
                  + "&ip=127.0.0.1&ephemeral=true&metadata=%s&port=%d%s"
                      .formatted(metadata, provider.port(), change));
      assertThat(
              HTTP.send(
                      HttpRequest.newBuilder(uri)
                          .timeout(PATIENCE)
                          .method(method, BodyPublishers.noBody())
                          .build(),
                      BodyHandlers.ofString())
                  .body())
          .isEqualTo("ok");
    }
  }

  /** Answers each call with its name. */
  private static final class Provider implements AutoCloseable {
    private final HttpServer server;

    Provider(String name) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/work",
          exchange -> {
            byte[] answer = name.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
