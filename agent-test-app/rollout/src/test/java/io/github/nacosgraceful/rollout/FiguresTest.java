package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.Samples.answered;
import static io.github.nacosgraceful.rollout.Samples.failed;
import static io.github.nacosgraceful.rollout.Samples.replacement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void whatAnInstanceTakesWithItIsNotFailedInVain() {
    assertThat(failedInVain(Event.Kind.KILLED, 1.99, 2.01)).isEqualTo(1);
    // For a moment nobody knows that it is silent.
    assertThat(failedInVain(Event.Kind.FROZEN, 2.5, 2.9, 3.1)).isEqualTo(1);
    assertThat(failedInVain(Event.Kind.NACOS_KILLED, 1.99, 2.01)).isEqualTo(2);
  }

  private static long failedInVain(Event.Kind kind, double... due) {
    return Samples.run(
            true,
            List.of(),
            List.of(new Event(2, kind, "")),
            DoubleStream.of(due).mapToObj(each -> Samples.failed(each, "")).toList())
        .failedInVain();
  }

  @Test
  void countsFailuresAndTheirShare() {
    Figures figures = Samples.run(false).figures();
    assertThat(figures.calls()).isEqualTo(40);
    assertThat(figures.failed()).isEqualTo(10);
    assertThat(figures.failedShare()).isEqualTo(0.25);
  }

  @Test
  void timesTheFirstAnswerOfANewInstanceFromTheMomentItIsUp() {
    List<Call> calls = List.of(answered(2.5, 20, 1002), answered(2.0, 100, 1002));
    Figures figures = Samples.run(true, List.of(replacement(1.5, 1.6, 2.25)), calls).figures();
    assertThat(figures.firstCalled().get(0)).isCloseTo(0.6, within(1e-9));
    assertThat(figures.sigtermToExit().get(0)).isCloseTo(0.65, within(1e-9));
  }

  @Test
  void anInstanceCalledBeforeItsReadinessWasSeenTookNoTime() {
    List<Call> calls = List.of(answered(1.0, 20, 1002));
    assertThat(Samples.run(true, List.of(replacement(1.5, 1.6, 2)), calls).figures().firstCalled())
        .containsExactly(0.0);
  }

  @Test
  void anInstanceThatWasNeverCalledHasNoTime() {
    List<Call> calls = List.of(answered(2, 20, 1001));
    assertThat(Samples.run(true, List.of(replacement(1.5, 1.6, 2)), calls).figures().firstCalled())
        .containsExactly((Double) null);
  }

  @Test
  void percentilesAreThoseOfSuccessfulCallsOnly() {
    List<Call> calls = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      calls.add(answered(i, i, 1001));
      calls.add(failed(i, "500: refused"));
    }
    Figures figures = Samples.run(true, List.of(), calls).figures();
    assertThat(figures.p50()).isCloseTo(50, within(0.1));
    assertThat(figures.p99()).isCloseTo(99, within(0.1));
  }

  @Test
  void theTableComparesRuns() {
    String table = new FiguresTable(List.of(Samples.run(false), Samples.run(true))).text();
    assertThat(table.lines().map(line -> line.strip().replaceAll(" {2,}", " | ")))
        .containsExactly(
            "without | with the agent",
            "calls | 40 | 40",
            "failed | 10 (25.00 %) | 0",
            "SIGTERM to exit | 0.4 s | 0.4 s",
            "new instance first called after | 1.5 s | 0.5 s",
            "p50 | 20 ms | 20 ms",
            "p99 | 20 ms | 20 ms");
  }

  @Test
  void theTimelineCountsEachSecond() {
    CallsPerSecond timeline = CallsPerSecond.of(Samples.run(false));
    assertThat(timeline.seconds()).isEqualTo(4);
    assertThat(timeline.answered().get("provider-1")).containsExactly(10, 10, 0, 0);
    assertThat(timeline.answered().get("provider-2")).containsExactly(0, 0, 0, 10);
    assertThat(timeline.failed()).containsExactly(0, 0, 10, 0);
  }

  @Test
  void causesComeByFrequency() {
    List<Call> calls = List.of(failed(1, "a"), failed(2, "b"), failed(3, "b"), answered(4, 1, 7));
    assertThat(FailureCauses.of(calls)).containsExactly(entry("b", 2), entry("a", 1));
  }

  @Test
  void causesThatQuoteDifferentBodiesAreTheSame() {
    List<Call> calls =
        List.of(failed(1, "[503]: [{\"at\":\"1\"}]"), failed(2, "[503]: [{\"at\":\"2\""));
    assertThat(FailureCauses.of(calls)).containsExactly(entry("[503]", 2));
  }

  private static Map.Entry<String, Long> entry(String cause, long count) {
    return Map.entry(cause, count);
  }
}
