package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An instance is registered as disabled, for an operator to enable it in Nacos. */
@Tag("faults")
class DisabledIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

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
      assertThat(ask(run, "GET", "/readiness")).isEqualTo("200 registered, disabled");

      await("known to a node").atMost(FaultCase.PATIENCE).until(() -> isEnabled(run));
      run.awaitCalls();
      await("seen").atMost(FaultCase.PATIENCE).until(() -> isReady(run, "200 online"));

      assertThat(ask(run, "POST", "/offline")).contains("\"ok\": true");
      assertThat(run.missingFor(FORGOTTEN)).isGreaterThan(0.95 * FORGOTTEN.toSeconds());
      assertThat(ask(run, "POST", "/online"))
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

  private static boolean isReady(FaultCase run, String answer) throws Exception {
    return ask(run, "GET", "/readiness").equals(answer);
  }

  /** The status, and what is answered. */
  private static String ask(FaultCase run, String method, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = run.client().askAgent(method, path);
    return answer.statusCode() + " " + answer.body().strip();
  }
}
