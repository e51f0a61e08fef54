package io.github.nacosgraceful.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Times are milliseconds since it began. */
class AttemptsTest {

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final List<Long> made = new ArrayList<>();
  private final List<Long> succeeded = new ArrayList<>();

  /** What the first, second … attempt does; the last also from then on. */
  private Attempts.Attempt[] behaviours = {() -> {}};

  private final Attempts attempts =
      new Attempts(
          "it failed",
          this::make,
          () -> succeeded.add(millis()),
          new Deadline(begun + TimeUnit.SECONDS.toNanos(3)),
          time);

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void endWithTheFirstThatSucceeds() {
    behaviours = new Attempts.Attempt[] {this::fail, this::fail, () -> {}};
    attempts.inTurn();
    assertThat(made).containsExactly(0L, 200L, 400L);
    assertThat(succeeded).containsExactly(400L);
    assertThat(millis(attempts.succeededAt())).isEqualTo(400);
    assertThat(attempts.hasSucceeded()).isTrue();
    assertThat(attempts.isOver()).isTrue();
    assertThat(millis()).isEqualTo(400);
  }

  @Test
  void endWithTheTime() {
    behaviours = new Attempts.Attempt[] {this::fail};
    attempts.inTurn();
    assertThat(made).hasSize(15).endsWith(2800L);
    assertThat(millis()).isEqualTo(3000);
    assertThat(attempts.isOver()).isTrue();
    assertThat(attempts.hasSucceeded()).isFalse();
    assertThat(attempts.succeededAt()).isEqualTo(Stamp.NEVER);
    assertThat(attempts.problem()).isEqualTo("IllegalStateException: told to fail");
    assertThat(succeeded).isEmpty();
  }

  @Test
  void areOverInTimeAlsoWhereOneHangsInTurn() {
    behaviours = new Attempts.Attempt[] {() -> time.sleep(60_000)};
    time.start(new Thread(attempts::inTurn));
    time.advance(2999);
    assertThat(attempts.isOver()).isFalse();
    time.advance(1);
    assertThat(attempts.isOver()).isTrue();
    assertThat(attempts.problem()).isEqualTo("no answer");
    assertThat(made).hasSize(1);
  }

  @Test
  void areNoneAfterTheDeadline() {
    time.advance(3000);
    attempts.inTurn();
    assertThat(made).isEmpty();
    assertThat(attempts.isOver()).isTrue();
  }

  private void make() throws Throwable {
    made.add(millis());
    behaviours[Math.min(made.size(), behaviours.length) - 1].make();
  }

  private void fail() {
    throw new IllegalStateException("told to fail");
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(time.now() - begun);
  }

  private long millis(Stamp stamp) {
    return TimeUnit.NANOSECONDS.toMillis(stamp.nanos() - begun);
  }
}
