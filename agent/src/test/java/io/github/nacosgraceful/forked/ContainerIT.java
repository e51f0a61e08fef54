package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The forms of a container's command. PID 1 gets SIGTERM, and what it does not handle is ignored.
 * Each command is PID 1 of a PID namespace of its own, as in a container.
 */
class ContainerIT {

  private static final List<String> NAMESPACE =
      List.of("unshare", "--fork", "--pid", "--mount-proc", "--kill-child");

  private static final String JAVA =
      String.join(
          " ",
          Jvm.tool("java"),
          "-cp " + Jvm.CLASSES,
          "-javaagent:" + Jvm.AGENT,
          App.class.getName(),
          "wait");

  /** Empty for root; everybody else needs a user namespace, too. */
  private static List<String> user = List.of();

  @BeforeAll
  static void findOutWhatIsAllowed() throws Exception {
    if (!isAllowed()) {
      user = List.of("--user", "--map-root-user");
      assertThat(isAllowed())
          .as("unshare may make a PID namespace: as root, or where users may have namespaces")
          .isTrue();
    }
  }

  private static boolean isAllowed() throws Exception {
    try (Jvm nothing = container("true")) {
      return nothing.exitCode() == 0;
    }
  }

  /** {@code CMD ["java", ...]}, and two ways to pass the place or the signal on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "sh -c 'exec %s'",
        "sh -c '%s & trap \"kill -TERM $!\" TERM; wait; wait $!'", // as an init such as tini does
      })
  void drainsWhenTheSignalReachesTheJvm(String form) throws Exception {
    try (Jvm jvm = started(form)) {
      jvm.signalChild("TERM");
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(143);
      assertThat(jvm.outLines()).contains("deregister orders works", "hook done");
      assertThat(jvm.err()).containsOnlyOnce("handed over").contains("suppressed errors 0");
    }
  }

  /** Known, and not for an agent to mend: docs/operations.md says what to do. */
  @Test
  void isNeverToldWhenAShellStaysInFront() throws Exception {
    try (Jvm jvm = started("sh -c '%s; echo ended'")) {
      jvm.signalChild("TERM");
      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(2))
          .until(() -> !jvm.err().contains("Shutdown"));
      jvm.signalChild("KILL"); // what the platform does in the end
      jvm.exitCode();
      assertThat(jvm.err()).contains("armed").doesNotContain("Shutdown");
      assertThat(jvm.out()).doesNotContain("hook");
    }
  }

  private static Jvm started(String form) throws Exception {
    Jvm jvm = container(form.formatted(JAVA)).awaitErr("armed on Java").awaitOut("ready");
    String status = Files.readString(Path.of("/proc", "" + jvm.child(), "status"));
    assertThat(status).containsPattern("NSpid:.*\\t1\\n");
    return jvm;
  }

  private static Jvm container(String command) throws Exception {
    List<String> all = new ArrayList<>(NAMESPACE);
    all.addAll(user);
    all.addAll(List.of("bash", "-c", "exec " + command));
    return Jvm.command(Map.of(), all.toArray(String[]::new));
  }
}
