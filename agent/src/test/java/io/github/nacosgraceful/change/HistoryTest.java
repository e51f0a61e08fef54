package io.github.nacosgraceful.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistoryTest {

  @Test
  void keepsTheLastEightAndCountsAll() {
    History history = new History();
    for (int i = 1; i <= 10; i++) {
      history.add(Outcome.nothing(Occasion.stop("number " + i), true, "nothing"));
    }
    assertThat(history.count()).isEqualTo(10);
    assertThat(history.last())
        .hasSize(8)
        .extracting(Outcome::title)
        .startsWith("number 3")
        .endsWith("number 10");
  }

  @Test
  void countsDrainsByTheirEndAndHowLongTheyTook() {
    History history = new History();
    history.add(Outcome.nothing(Occasion.ONLINE, true, "no drain"));
    for (Ending ending : new Ending[] {Ending.LEFT, Ending.LEFT, Ending.TIME_IS_UP}) {
      List<Outcome.Step> steps =
          List.of(new Outcome.Step(0, "begun"), new Outcome.Step(700, "over"));
      history.add(new Outcome("Offline", 0, "", true, steps, ending));
    }
    assertThat(history.drains(Ending.LEFT)).isEqualTo(2);
    assertThat(history.drains(Ending.TIME_IS_UP)).isEqualTo(1);
    assertThat(history.drains(Ending.NOT_DEREGISTERED)).isZero();
    assertThat(history.drainMillis()).isEqualTo(2100);
    assertThat(history.count()).isEqualTo(4);
  }

  @Test
  void tellsWhatHappenedInTheOrderOfTime() {
    long start = System.nanoTime();
    Timeline timeline = new Timeline(start);
    assertThat(timeline.add(start + TimeUnit.MILLISECONDS.toNanos(35), "gone")).isEqualTo("35 ms");
    timeline.add(start, "deregistering");
    assertThat(timeline.steps())
        .extracting(step -> step.atMillis() + " " + step.what())
        .containsExactly("0 deregistering", "35 gone");
  }
}
