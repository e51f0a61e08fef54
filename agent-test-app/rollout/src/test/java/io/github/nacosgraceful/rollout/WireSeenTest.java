package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.Samples.answered;
import static io.github.nacosgraceful.rollout.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WireSeenTest {

  private static final int GOING = 1001;
  private static final int STAYING = 1002;
  private static final long SECOND = 1_000_000_000L;

  @Test
  void theLastCallIsAnsweredByTheOneThatGoesOrByNobody() {
    assertThat(seen(answered(9, 20, GOING), answered(12, 20, STAYING)).lastCall()).isZero();
    assertThat(seen(answered(10.5, 20, GOING), answered(12, 20, STAYING)).lastCall())
        .isCloseTo(0.5, within(1e-9));
    assertThat(seen(answered(10.5, 20, GOING), failed(11.5, "refused")).lastCall())
        .isCloseTo(1.5, within(1e-9));
  }

  @Test
  void whatIsDueWhenItHasGoneWasNotOnItsWay() {
    WireSeen seen = seen(failed(10.9, "reset"), failed(11.1, "refused"), answered(12, 20, STAYING));
    assertThat(seen.failed()).isEqualTo(2);
    assertThat(seen.afterwards()).isEqualTo(1);
  }

  @Test
  void aFrozenOneHoldsUpWhatIsNotAnsweredWithinASecond() {
    WireFreeze freeze =
        WireFreeze.of(
            List.of(
                answered(9.5, 30, GOING),
                answered(10.5, 900, GOING),
                answered(11, 40, STAYING),
                answered(12, 9000, GOING),
                failed(13, "timeout"),
                answered(22, 20, GOING)),
            GOING,
            1,
            9 * SECOND,
            10 * SECOND,
            20 * SECOND);
    assertThat(freeze).isEqualTo(new WireFreeze(10, 2, 2, 2, 30, 40, 2));
  }

  /** Told to go after 10 s, and gone after 11. */
  private static WireSeen seen(Call... calls) {
    return WireSeen.of(List.of(calls), GOING, 10 * SECOND, 11 * SECOND);
  }
}
