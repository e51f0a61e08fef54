package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An instance is registered as disabled, for an operator to enable it in Nacos. */
@Tag("faults")
class DisabledIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  private static final Pattern ENDPOINT = Pattern.compile("the endpoint is at (http://\\S+)");

  /** What an operator has changed is forgotten a minute after the instance has left. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(68);

  /** Without the agent there is nobody to ask. */
  static Stream<With> clients() {
    return With.each("3.1 2.2.0", "3.1 3.1.1").filter(With::agent);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void isReadyAndComesBackAsItWasListed(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      run.jvm("-Dnacos.graceful.admin.port=0").start();
      run.client().tell("serve " + run.port());
      run.client().tell(run.instance("register") + " disabled");
      URI endpoint = endpoint(run.client());
      assertThat(ask(endpoint, "GET", "/readiness")).isEqualTo("200 registered, disabled");

      await("known to a node").atMost(FaultCase.PATIENCE).until(() -> isEnabled(run));
      run.awaitCalls();
      await("seen").atMost(FaultCase.PATIENCE).until(() -> isReady(endpoint, "200 online"));

      assertThat(ask(endpoint, "POST", "/offline")).contains("\"ok\": true");
      assertThat(run.missingFor(FORGOTTEN)).isGreaterThan(0.95 * FORGOTTEN.toSeconds());
      assertThat(ask(endpoint, "POST", "/online"))
          .contains("\"ok\": true", "listed by " + run.nodes().size() + " nodes");
      run.awaitListed(true);
      run.terminate().promisesGoneFrom(run.nodes().size());
    }
  }

  private static boolean isEnabled(FaultCase run) {
    try {
      run.nodes().get(0).enable(run.service(), FaultCase.GROUP, run.port());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean isReady(URI endpoint, String answer) throws Exception {
    return ask(endpoint, "GET", "/readiness").equals(answer);
  }

  private static URI endpoint(NamingClient client) {
    return await("the endpoint")
        .atMost(FaultCase.PATIENCE)
        .until(() -> find(client), found -> found != null);
  }

  private static URI find(NamingClient client) throws IOException {
    for (String line : client.log()) {
      Matcher matcher = ENDPOINT.matcher(line);
      if (matcher.find()) {
        return URI.create(matcher.group(1));
      }
    }
    return null;
  }

  /** The status, and what is answered. */
  private static String ask(URI endpoint, String method, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(endpoint.resolve(path))
                    .timeout(FaultCase.PATIENCE)
                    .method(method, BodyPublishers.noBody())
                    .build(),
                BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body().strip();
  }
}
