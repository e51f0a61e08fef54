package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands as users run them, on the JVM of this build and on those that {@code -Djdks} names,
 * against a process on the JVM of this build.
 */
class CommandsIT {

  private static final String REGISTERED = "DEFAULT_GROUP@@orders [127.0.0.1:8080]";

  static Stream<String> jdks() {
    return Stream.concat(
            Stream.of(System.getProperty("java.home")),
            Arrays.stream(System.getProperty("jdks", "").split(",")))
        .filter(home -> !home.isBlank());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void attachesOnceAndTheInstanceLeavesFirst(String jdk) throws Exception {
    try (Jvm app = Jvm.java(Map.of(), List.of(App.class.getName(), "wait")).awaitOut("ready")) {
      try (Jvm attach = run(jdk, "attach", pid(app), "drain.min=10ms")) {
        assertThat(attach.exitCode()).as(attach.err()).isZero();
        assertThat(attach.out())
            .startsWith("The agent is armed in process " + app.pid() + " (Java ")
            .contains("found 1 Nacos client; registered before: [" + REGISTERED + "]")
            .doesNotContain("cannot be armed late");
      }
      try (Jvm again = run(jdk, "attach", pid(app))) {
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out())
            .isEqualTo("The agent was in process " + app.pid() + " before: nothing was changed.\n");
      }
      app.signal("TERM");
      assertThat(app.exitCode()).isEqualTo(143);
      assertThat(app.err())
          .containsOnlyOnce("armed on Java")
          .contains("drain.min=10ms", "attached: found 1 Nacos client")
          .contains("Shutdown: deregistered " + REGISTERED, "suppressed errors 0");
      assertThat(app.outLines()).containsSubsequence("deregister orders works", "hook");
    }
  }

  /** Each time it is asked: what is off is not taken for what is there. */
  @Test
  void saysThatTheAgentIsOffWhereAnOptionOfThatJvmSaysSo() throws Exception {
    String java = System.getProperty("java.home");
    try (Jvm app = Jvm.app("wait", "-Dnacos.graceful.enabled=false").awaitOut("ready")) {
      for (int i = 0; i < 2; i++) {
        try (Jvm attach = run(java, "attach", pid(app))) {
          assertThat(attach.exitCode()).as(attach.out()).isEqualTo(1);
          assertThat(attach.err())
              .isEqualTo(
                  "The agent is off in process "
                      + app.pid()
                      + ": it is switched off there by the option enabled.\n");
        }
      }
      assertThat(app.err()).doesNotContain("nacos-graceful");
    }
  }

  @Test
  void armsAnAgentThatWasSwitchedOffForTheStartAlone() throws Exception {
    String java = System.getProperty("java.home");
    List<String> arguments =
        List.of("-javaagent:" + Jvm.AGENT + "=enabled=false", App.class.getName(), "wait");
    try (Jvm app = Jvm.java(Map.of(), arguments).awaitOut("ready");
        Jvm attach = run(java, "attach", pid(app))) {
      assertThat(attach.exitCode()).as(attach.err()).isZero();
      assertThat(attach.out()).contains("registered before: [" + REGISTERED + "]");
      app.signal("TERM");
      assertThat(app.exitCode()).isEqualTo(143);
      assertThat(app.outLines()).containsSubsequence("deregister orders works", "hook");
    }
  }

  @Test
  void saysThatTheAgentIsOffWhereItCouldNotStart(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("app-with-everything.jar");
    StartIT.repackage(jar);
    List<String> arguments = List.of("-javaagent:" + jar, App.class.getName(), "wait");
    try (Jvm app = Jvm.java(Map.of(), arguments).awaitOut("ready");
        Jvm attach = run(System.getProperty("java.home"), "attach", pid(app))) {
      assertThat(attach.exitCode()).as(attach.out()).isEqualTo(1);
      assertThat(attach.err())
          .startsWith("The agent is off in process " + app.pid() + ": its classes were unpacked");
    }
  }

  @Test
  void findsWhatIsHiddenDeepAndTouchesNothing() throws Exception {
    try (Jvm app =
            Jvm.java(Map.of(), List.of("-Xmx48m", LateApp.class.getName())).awaitOut("ready");
        Jvm attach = run(System.getProperty("java.home"), "attach", pid(app))) {
      assertThat(attach.exitCode()).as(attach.err()).isZero();
      assertThat(attach.out())
          .contains("registered before: [" + REGISTERED + "]")
          .doesNotContain("cannot be armed late");
      app.signal("TERM");
      assertThat(app.exitCode()).isEqualTo(143);
      assertThat(app.out()).contains("deregister orders works").doesNotContain("touched");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void asksAProcessAndTakesItOfflineAndOnline(String jdk) throws Exception {
    try (Jvm app = Jvm.app("wait").awaitOut("ready")) {
      awaitStatus(jdk, app.pid(), 0, "online");
      try (Jvm offline = run(jdk, "offline", pid(app))) {
        assertThat(offline.exitCode()).as(offline.err() + offline.out()).isZero();
        assertThat(offline.out()).startsWith("offline: deregistered " + REGISTERED);
      }
      awaitStatus(jdk, app.pid(), 1, "offline");
      try (Jvm online = run(jdk, "online", pid(app), "--json")) {
        assertThat(online.exitCode()).as(online.err() + online.out()).isZero();
        assertThat(online.out()).startsWith("{").contains("\"state\": \"online\"");
      }
      assertThat(app.isAlive()).isTrue();
    }
  }

  @Test
  void asksTheEndpointByItsPort() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String jdk = System.getProperty("java.home");
    try (Jvm app =
        Jvm.app("wait", "-Dnacos.graceful.admin.port=" + port, "-Dnacos.graceful.jmx=off")
            .awaitOut("ready")) {
      awaitStatus(jdk, port, 0, "online");
      try (Jvm offline = run(jdk, "offline", String.valueOf(port))) {
        assertThat(offline.exitCode()).as(offline.err() + offline.out()).isZero();
        assertThat(offline.out()).startsWith("offline: deregistered " + REGISTERED);
      }
      try (Jvm byPid = run(jdk, "status", pid(app))) {
        assertThat(byPid.exitCode()).isEqualTo(1);
        assertThat(byPid.err()).contains("is a JVM without the agent's MBean", "jmx=off");
      }
    }
  }

  @Test
  void saysWhatIsNotThereAndHarmsNoOtherProcess() throws Exception {
    String java = System.getProperty("java.home");
    try (Jvm other = Jvm.command(Map.of(), "sleep", "60");
        Jvm attach = run(java, "attach", pid(other));
        Jvm status = run(java, "status", pid(other))) {
      assertThat(attach.exitCode()).isEqualTo(1);
      assertThat(attach.err()).isEqualTo("process " + other.pid() + " is not a JVM.\n");
      assertThat(status.exitCode()).isEqualTo(1);
      assertThat(status.err()).startsWith("process " + other.pid() + " is not a JVM");
      assertThat(other.isAlive()).isTrue();
    }
    try (Jvm attach = run(java, "attach", "99999999")) {
      assertThat(attach.exitCode()).isEqualTo(1);
      assertThat(attach.err()).isEqualTo("there is no process 99999999.\n");
    }
  }

  private static void awaitStatus(String jdk, long number, int code, String state) {
    await()
        .atMost(Duration.ofSeconds(60)) // the MBean comes when something was registered
        .untilAsserted(
            () -> {
              try (Jvm status = run(jdk, "status", String.valueOf(number))) {
                assertThat(status.exitCode()).as(status.err() + status.out()).isEqualTo(code);
                assertThat(status.out())
                    .startsWith("nacos-graceful-agent ")
                    .containsPattern("\nstate +" + state + "\n")
                    .contains("DEFAULT_GROUP@@orders 127.0.0.1:8080");
              }
            });
  }

  private static Jvm run(String jdk, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(jdk, "bin", "java").toString());
    command.addAll(List.of("-jar", Jvm.AGENT.toString()));
    command.addAll(List.of(arguments));
    return Jvm.command(Map.of(), command.toArray(new String[0]));
  }

  private static String pid(Jvm jvm) {
    return String.valueOf(jvm.pid());
  }
}
