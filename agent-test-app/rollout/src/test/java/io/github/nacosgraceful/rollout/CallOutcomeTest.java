package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CallOutcomeTest {

  @Test
  void anAnswerNamesItsInstance() {
    Call call = CallOutcome.of(5, 7, 200, "20123");
    assertThat(call).isEqualTo(new Call(5, 7, 20123, null));
    assertThat(call.failed()).isFalse();
  }

  @Test
  void anErrorKeepsTheFirstLineOfItsCause() {
    assertThat(CallOutcome.of(5, 7, 500, "refused\n\tat somewhere").failure())
        .isEqualTo("500: refused");
  }

  @Test
  void anAnswerThatIsNoPortIsAFailure() {
    assertThat(CallOutcome.of(5, 7, 200, "<html>").failed()).isTrue();
    assertThat(CallOutcome.of(5, 7, 200, "").failed()).isTrue();
  }

  @Test
  void noAnswerIsAFailure() {
    Throwable error = new CompletionException(new ConnectException("refused"));
    assertThat(CallOutcome.of(5, 7, null, error).failure())
        .isEqualTo("no answer from the consumer: java.net.ConnectException: refused");
  }

  @Test
  void theWarmUpEndsWhenEveryInstanceAnswersAndNothingFails() {
    Call one = Samples.answered(1, 20, 1001);
    Call two = Samples.answered(1, 20, 1002);
    assertThat(LoadWarmUp.clean(List.of(one, two), Set.of(1001, 1002))).isTrue();
    assertThat(LoadWarmUp.clean(List.of(one), Set.of(1001, 1002))).isFalse();
    assertThat(LoadWarmUp.clean(List.of(one, two, Samples.failed(1, "x")), Set.of(1001, 1002)))
        .isFalse();
  }
}
