package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every way in which a JVM ends, each in a JVM of its own with the agent's real jar. */
class ShutdownIT {

  private static final String[] IN_ORDER = {
    "registered orders", "ready", "deregister orders works", "hook", "hook done"
  };

  @Test
  void deregistersBeforeApplicationHooksOnReturnFromMain() throws Exception {
    try (Jvm jvm = Jvm.app("return")) {
      assertThat(jvm.exitCode()).isZero();
      assertLeftInOrder(jvm);
    }
  }

  @Test
  void deregistersBeforeApplicationHooksOnSystemExit() throws Exception {
    try (Jvm jvm = Jvm.app("exit")) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertLeftInOrder(jvm);
    }
  }

  @Test
  void deregistersBeforeApplicationHooksOnSigterm() throws Exception {
    try (Jvm jvm = Jvm.app("wait").awaitOut("ready")) {
      jvm.signal("TERM");
      assertThat(jvm.exitCode()).isEqualTo(143);
      assertLeftInOrder(jvm);
    }
  }

  @Test
  void deregistersBeforeApplicationHooksOnSigint() throws Exception {
    try (Jvm jvm = Jvm.app("wait").awaitOut("ready")) {
      jvm.signal("INT");
      assertThat(jvm.exitCode()).isEqualTo(130);
      assertLeftInOrder(jvm);
    }
  }

  /**
   * A JVM whose hook calls System.exit never ends by itself: the agent neither mends nor worsens
   * it.
   */
  @Test
  void drainsOnceWhenAHookCallsExit() throws Exception {
    try (Jvm jvm = Jvm.app("exit-in-hook").awaitOut("hook done")) {
      assertLeftInOrder(jvm);
      assertThat(jvm.err()).containsOnlyOnce("handed over");
    }
  }

  /** A hook that finds nothing is not silent: the gate would hold nothing back. */
  @Test
  void saysThatAClientSendsInAWayThatIsNotKnown() throws Exception {
    try (Jvm jvm = Jvm.app("return", "-Dfake.to.come=true")) {
      assertThat(jvm.exitCode()).isZero();
      assertLeftInOrder(jvm);
      assertThat(jvm.err()).containsOnlyOnce("none of its methods that send to Nacos is known");
    }
    try (Jvm jvm = Jvm.app("return")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.err()).doesNotContain("none of its methods");
    }
  }

  @Test
  void runsApplicationHooksInTimeWhenDeregisteringFails() throws Exception {
    try (Jvm jvm =
        Jvm.app("exit", "-Dfake.deregister=throws", "-Dnacos.graceful.deregister.timeout=1s")) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.outLines())
          .as("what the agent could not do, the application may do")
          .endsWith("hook", "deregister orders throws");
      assertThat(jvm.err())
          .contains("NOT deregistered: DEFAULT_GROUP@@orders [127.0.0.1:8080]")
          .contains("IllegalStateException: told to fail");
      assertThat(handedOverAt(jvm)).isBetween(1_000L, 4_000L);
    }
  }

  @Test
  void runsApplicationHooksInTimeWhenDeregisteringHangs() throws Exception {
    try (Jvm jvm =
        Jvm.app(
            "exit-registered", // its own would hang, as without the agent
            "-Dfake.deregister=hangs",
            "-Dnacos.graceful.deregister.timeout=1s")) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.outLines()).endsWith("hook", "hook done");
      assertThat(jvm.err()).contains("NOT deregistered").contains("no answer");
      assertThat(handedOverAt(jvm)).isBetween(1_000L, 4_000L);
    }
  }

  @Test
  void neverTakesLongerThanTheOverallTimeout() throws Exception {
    try (Jvm jvm =
        Jvm.app("exit", "-Dnacos.graceful.drain.min=1m", "-Dnacos.graceful.shutdown.timeout=1s")) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.err()).contains("time is up").contains("gone from 1 node");
      assertThat(handedOverAt(jvm)).isLessThanOrEqualTo(2_000L);
    }
  }

  @Test
  void isSilentWithoutNacos() throws Exception {
    try (Jvm jvm =
        Jvm.java(Map.of(), List.of("-javaagent:" + Jvm.AGENT, PlainApp.class.getName()))) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.outLines()).containsExactly("hook done");
      assertThat(jvm.err()).doesNotContain("Shutdown").doesNotContain("WARN");
    }
  }

  @Test
  void namesTheNodeThatDoesNotConfirm() throws Exception {
    try (Jvm jvm =
        Jvm.app("exit", "-Dfake.list=throws", "-Dnacos.graceful.deregister.timeout=2s")) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.outLines()).endsWith("hook", "hook done");
      assertThat(jvm.err())
          .contains("deregistered DEFAULT_GROUP@@orders")
          .contains("not confirmed by the connected node (IllegalStateException: told to fail)");
    }
  }

  @Test
  void changesNothingInADryRun() throws Exception {
    try (Jvm jvm = Jvm.app("exit", "-Dnacos.graceful.dry-run=true")) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.outLines())
          .containsExactly(
              "registered orders",
              "ready",
              "hook",
              "deregister orders works",
              "registered orders",
              "hook done");
      assertThat(jvm.err()).contains("dry-run: would deregister [DEFAULT_GROUP@@orders");
    }
  }

  /**
   * The application's own deregistration is not sent again, and its late registration is refused.
   */
  private static void assertLeftInOrder(Jvm jvm) {
    assertThat(jvm.outLines()).containsExactly(IN_ORDER);
    assertThat(jvm.err())
        .contains("deregistered DEFAULT_GROUP@@orders [127.0.0.1:8080]")
        .contains("gone from 1 node")
        .contains("orders was not registered: this process is going offline")
        .contains("suppressed errors 0");
  }

  private static long handedOverAt(Jvm jvm) {
    Matcher matcher = Pattern.compile("handed over at (\\d+) ms").matcher(jvm.err());
    assertThat(matcher.find()).as(jvm.err()).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
