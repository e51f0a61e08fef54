package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.Samples.answered;
import static io.github.nacosgraceful.rollout.Samples.failed;
import static io.github.nacosgraceful.rollout.Samples.replacement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareTest {

  private static final Replacement UP_AT_2 = replacement(2, 2, 3);

  @Test
  void comparesEachTenthWithTheCurve() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) { // ten calls a second; in the tenth second every other one
      calls.add(answered(2 + i / 10.0, 20, i >= 90 && i % 2 == 0 ? 1002 : 1001));
    }
    calls.add(failed(5, "counts for nobody"));
    List<Share> shares = Share.of(run(calls, 10), UP_AT_2);
    assertThat(shares).hasSize(10);
    assertThat(shares.get(0).begin()).isEqualTo(2);
    assertThat(shares.get(4).got()).isZero();
    assertThat(shares.get(9).got()).isCloseTo(50, within(1e-9));
    assertThat(shares.get(9).asked()).isCloseTo(100 * 0.9025 / 1.9025, within(1e-9));
    assertThat(shares.get(0).asked()).as("never nothing").isCloseTo(100 / 101.0, within(1e-9));
  }

  @Test
  void beginsWithTheFirstCallWhereThatIsBeforeItsReadiness() {
    List<Call> calls = List.of(answered(1.5, 20, 1002), answered(2, 20, 1001));
    assertThat(Share.of(run(calls, 10), UP_AT_2).get(0).begin()).isEqualTo(1.5);
  }

  @Test
  void hasNoneWithoutWarmUp() {
    assertThat(Share.of(Samples.run(true), UP_AT_2)).isEmpty();
  }

  /** It gets all calls. */
  @Test
  void hasNoneWhereItIsAlone() {
    List<Call> calls = List.of(answered(2, 20, 1002));
    assertThat(Share.of(run(Samples.SCENARIO, calls, 10), UP_AT_2)).isEmpty();
  }

  private static RunRecord run(List<Call> calls, int seconds) {
    return run(new Scenario("2025", "3.1", "feign", 2, 10, Duration.ofSeconds(2)), calls, seconds);
  }

  private static RunRecord run(Scenario scenario, List<Call> calls, int seconds) {
    RunRecord run = Samples.run(true, List.of(UP_AT_2), calls);
    return new RunRecord(
        run.label(),
        scenario,
        run.date(),
        Joining.AS_EVER.warmingUp(Duration.ofSeconds(seconds)),
        run.replacements(),
        run.mishaps(),
        run.logs(),
        run.calls());
  }
}
