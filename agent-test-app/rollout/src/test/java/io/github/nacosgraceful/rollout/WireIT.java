package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Suite;
import io.github.nacosgraceful.testbed.Workspace;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What callers hear of an instance that goes, without Nacos having to tell them: one of three
 * providers leaves, is killed, or is frozen, under 200 POST/s. Leaves {@code target/wire-this.md}.
 *
 * <p>{@code -Druns=10} of each, {@code -Dclient=feign,gateway} of {@link #CALLERS}, and {@code
 * -Dagent.jar} as {@link WireAgent} has it.
 */
@Tag("wire")
class WireIT {

  private static final boolean ALL = Suite.is("wire");
  private static final int RUNS = ALL ? Integer.getInteger("runs", 3) : 1;
  private static final int RATE = ALL ? 200 : 50;
  private static final int PROVIDERS = ALL ? 3 : 2;

  /** Of the providers, whoever calls them. */
  private static final String STACK = "2025";

  private static final Duration EXIT = Duration.ofSeconds(120);

  /** Of the callers of a frozen one. */
  private static final int THREADS = 32;

  private static final int FROZEN_RATE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(70);

  private static final List<Scenario> CALLERS =
      Stream.of(
              caller(STACK, "feign"),
              caller("hoxton", "resttemplate"),
              caller("2025-webflux", "webclient"),
              caller("2025", "gateway"))
          .filter(
              caller ->
                  ALL ? Chosen.by("client", caller.client()) : caller.client().equals("feign"))
          .toList();

  private static final Workspace WORKSPACE = Workspace.find("rollout");
  private static final WireAgent AGENT = WireAgent.chosen(WORKSPACE);
  private static final WireTable TABLE = new WireTable(WORKSPACE.target(), AGENT);
  private static WireBed bed;
  private static int nodesOfBed;

  private static Scenario caller(String stack, String client) {
    return new Scenario(stack, "3.1", client, PROVIDERS, RATE, Duration.ZERO);
  }

  static List<Scenario> callers() {
    return CALLERS;
  }

  /** One at a time: a small machine bears no more. */
  private static WireBed bed(int nodes) throws Exception {
    if (nodes != nodesOfBed) {
      close();
      bed = new WireBed(nodes, PROVIDERS, STACK, CALLERS, AGENT, WORKSPACE);
      nodesOfBed = nodes;
    }
    return bed;
  }

  @AfterAll
  static void close() {
    if (bed != null) {
      bed.close();
    }
    bed = null;
    nodesOfBed = 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void callersLeaveAtOnce(int nodes) throws Exception {
    Map<Scenario, WireRuns> all = WireRuns.none();
    for (int run = 0; run < RUNS; run++) {
      for (Scenario caller : CALLERS) {
        try (WireRound round = bed(nodes).begin(List.of(caller), RATE)) {
          long told = terminate(bed.oldest());
          WireRuns.add(all, round.after(told, Duration.ofSeconds(2)));
        }
      }
    }
    String measured = "SIGTERM until the last call, nodes: " + nodes;
    for (Scenario caller : CALLERS) {
      WireRuns runs = all.get(caller);
      TABLE.add(measured, caller, runs.lastCalls() + "; " + runs.failures());
    }
    if (AGENT.isOurs()) {
      assertThat(all.values()).allMatch(runs -> runs.failed() == 0);
      assertThat(all.values()).allMatch(runs -> runs.lastCall() <= 0.05);
    }
  }

  @Tag("core")
  @Test
  void noCallFailsWhileThereIsNoNacos() throws Exception {
    Map<Scenario, WireRuns> all = WireRuns.none();
    for (int run = 0; run < RUNS; run++) {
      try (WireRound round = bed(1).begin(CALLERS, RATE / CALLERS.size())) {
        bed.killNacos();
        Thread.sleep(ALL ? 4_000 : 1_000);
        long told = terminate(bed.oldest());
        WireRuns.add(all, round.after(told, Duration.ofSeconds(ALL ? 30 : 3)));
      }
    }
    for (Scenario caller : CALLERS) {
      WireRuns runs = all.get(caller);
      TABLE.add(
          "SIGTERM while there is no Nacos", caller, runs.failures() + "; " + runs.lastCalls());
    }
    if (AGENT.isOurs()) {
      assertThat(all.values()).allMatch(runs -> runs.failed() == 0);
    }
  }

  @Test
  void onlyWhatIsUnderWayIsLostWithAKilledOne() throws Exception {
    Map<Scenario, WireRuns> all = WireRuns.none();
    for (int run = 0; run < RUNS; run++) {
      try (WireRound round = bed(1).begin(CALLERS, RATE / CALLERS.size())) {
        long told = System.nanoTime();
        bed.oldest().kill();
        assertThat(bed.oldest().awaitExit(EXIT)).isTrue();
        WireRuns.add(all, round.after(told, Duration.ofSeconds(10)));
      }
    }
    for (Scenario caller : CALLERS) {
      TABLE.add("kill -9", caller, all.get(caller).failures());
    }
    if (AGENT.isOurs()) {
      assertThat(all.values()).allMatch(runs -> runs.afterwards() == 0);
    }
  }

  /** The callers of the caller wait as long as they have to. */
  @ParameterizedTest
  @MethodSource("callers")
  void aFrozenOneHoldsUpFewThreads(Scenario caller) throws Exception {
    Child victim = frozenNext(caller);
    URI consumer = bed.consumer(caller).uri("/call");
    WireFreeze freeze =
        WireFreeze.of(
            victim, FROZEN_RATE, new ClosedLoad(consumer, THREADS, FROZEN_RATE, PATIENCE));
    TABLE.add("SIGSTOP for 45 s, 32 threads", caller, freeze.toString());
    if (AGENT.isOurs()) {
      assertThat(freeze.hung()).isLessThanOrEqualTo(4);
      assertThat(freeze.made()).isGreaterThanOrEqualTo(freeze.due() * 95 / 100);
    }
  }

  /** Calls come whatever became of those before. */
  @ParameterizedTest
  @MethodSource("callers")
  void aFrozenOneHoldsUpNoCallToOthers(Scenario caller) throws Exception {
    Child victim = frozenNext(caller);
    URI consumer = bed.consumer(caller).uri("/call");
    WireFreeze freeze =
        WireFreeze.of(victim, FROZEN_RATE, new Load(consumer, FROZEN_RATE, PATIENCE));
    TABLE.add("SIGSTOP for 45 s, open loop", caller, freeze.toString());
    if (AGENT.isOurs()) {
      assertThat(freeze.healthy()).isLessThanOrEqualTo(2 * freeze.steady());
    }
  }

  /** One that the caller calls as it calls the others. */
  private static Child frozenNext(Scenario caller) throws Exception {
    try (WireRound round = bed(1).begin(List.of(caller), FROZEN_RATE)) {
      return bed.oldest();
    }
  }

  /** SIGTERM; returns once it has exited when that was, as {@link System#nanoTime()}. */
  private static long terminate(Child provider) {
    long told = System.nanoTime();
    provider.terminate();
    assertThat(provider.awaitExit(EXIT)).isTrue();
    return told;
  }
}
