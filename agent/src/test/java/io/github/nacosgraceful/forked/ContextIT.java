package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spring contexts that are closed, each in a JVM of its own with the agent's real jar. */
class ContextIT {

  private static final String[] ONE_LIFE = {
    "registered orders", "deregister orders works", "closing shop", "closed"
  };

  @Test
  void drainsBeforeAContextIsClosedAndLetsTheNextOneRegister() throws Exception {
    try (Jvm jvm = app("again")) {
      assertThat(jvm.exitCode()).isZero();
      List<String> twice = new ArrayList<>(List.of(ONE_LIFE));
      twice.addAll(List.of(ONE_LIFE));
      twice.add("end");
      assertThat(jvm.outLines()).isEqualTo(twice);
      assertThat(jvm.err())
          .contains("Closing context shop: deregistered DEFAULT_GROUP@@orders [127.0.0.1:8080]")
          .contains("orders was not registered: its context is being closed")
          .doesNotContain("WARN", "Shutdown:");
      assertThat(handedOver(jvm)).hasSize(2).allMatch(line -> line.contains("gone from 1 node"));
    }
  }

  @Test
  void isSilentForContextsThatRegisteredNothing() throws Exception {
    try (Jvm jvm = app("others")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.err()).doesNotContain("Closing context", "WARN");
      assertThat(handedOver(jvm)).singleElement().asString().contains("Shutdown: deregistered");
    }
  }

  @Test
  void letsASecondCloserWaitForTheFirst() throws Exception {
    try (Jvm jvm = app("threads", "-Dnacos.graceful.drain.min=2s")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.out()).containsOnlyOnce("closing shop").containsOnlyOnce("closed");
      assertThat(jvm.out()).containsOnlyOnce("deregister orders");
      assertThat(handedOver(jvm)).hasSize(1);
      assertThat(jvm.err()).contains("waiting for another drain").doesNotContain("WARN");
    }
  }

  @Test
  void drainsOnceWhenTheJvmIsStoppedMeanwhile() throws Exception {
    try (Jvm jvm =
        app("hook", "-Dnacos.graceful.drain.min=3s").awaitErr("Closing context shop: dereg")) {
      long told = System.nanoTime();
      jvm.signal("TERM");
      jvm.signal("TERM");
      assertThat(jvm.exitCode()).isEqualTo(143);
      assertThat((System.nanoTime() - told) / 1_000_000).isBetween(1_000L, 10_000L);
      assertThat(jvm.outLines()).containsExactly(ONE_LIFE);
      assertThat(handedOver(jvm)).singleElement().asString().contains("Closing context shop");
      assertThat(jvm.err())
          .contains("Shutdown: waiting for another drain under way (Closing context shop)")
          .doesNotContain("WARN");
    }
  }

  @Test
  void takesNoLongerThanTheOverallTimeoutWhenTheJvmIsStoppedMeanwhile() throws Exception {
    try (Jvm jvm =
        app("hook", "-Dnacos.graceful.drain.min=1m", "-Dnacos.graceful.shutdown.timeout=2s")
            .awaitErr("Closing context shop: dereg")) {
      jvm.signal("TERM");
      assertThat(jvm.exitCode()).isEqualTo(143);
      assertThat(jvm.outLines()).containsExactly(ONE_LIFE);
      assertThat(handedOver(jvm)).singleElement().asString().contains("time is up");
    }
  }

  @Test
  void countsWhatARunnerRegistersToItsContextAndNothingElse() throws Exception {
    try (Jvm jvm = app("runner")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.outLines())
          .containsExactly(
              "registered orders",
              "registered orders",
              "deregister orders works",
              "closing shop",
              "closed",
              "end",
              "deregister orders works");
      assertThat(handedOver(jvm))
          .hasSize(2)
          .element(1)
          .asString()
          .contains("Shutdown: deregistered");
    }
  }

  @Test
  void forgetsAContextThatFailedToStart() throws Exception {
    try (Jvm jvm = app("broken")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.outLines())
          .containsExactly(
              "told to fail",
              "registered orders",
              "closing broken",
              "closed",
              "end",
              "deregister orders works");
    }
  }

  @Test
  void onlySaysWhatItWouldDoInADryRun() throws Exception {
    try (Jvm jvm = app("again", "-Dnacos.graceful.dry-run=true")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.outLines())
          .startsWith("registered orders", "closing shop", "deregister orders works");
      assertThat(jvm.err())
          .contains("dry-run: Closing context shop: would deregister [DEFAULT_GROUP@@orders");
    }
  }

  @Test
  void leavesContextsAloneWhenTheyAreOff() throws Exception {
    try (Jvm jvm = app("again", "-Dnacos.graceful.contexts=off")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.outLines())
          .startsWith("registered orders", "closing shop", "deregister orders works");
      assertThat(jvm.err()).contains("contexts off").doesNotContain("Closing context");
    }
  }

  private static Jvm app(String how, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("-javaagent:" + Jvm.AGENT);
    command.addAll(List.of(options));
    command.add(ContextApp.class.getName());
    command.add(how);
    return Jvm.java(Map.of(), command);
  }

  private static List<String> handedOver(Jvm jvm) {
    return jvm.err().lines().filter(line -> line.contains("handed over at")).toList();
  }
}
