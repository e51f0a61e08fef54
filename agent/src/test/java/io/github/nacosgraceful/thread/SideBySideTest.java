package io.github.nacosgraceful.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Times are milliseconds since it began. The deadline is at 3 s, and at 8 s if it is put off. */
class SideBySideTest {

  private static final long PATIENCE = 700;

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final Deadline deadline = new Deadline(at(3000), at(8000));
  private final List<Long> made = new ArrayList<>();
  private final List<Long> missed = new ArrayList<>();
  private final List<Long> gaveUp = new ArrayList<>();

  /** What the first, second … attempt does; the last also from then on. */
  private Attempts.Attempt[] behaviours = {() -> {}};

  private Runnable whenMissed = () -> {};
  private Attempts attempts;

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void areMadeBesideOneThatHangs() {
    behaviours = new Attempts.Attempt[] {() -> time.sleep(60_000), this::fail, () -> {}};
    begin();
    time.advance(3000);
    assertThat(made).as("after the patience, then after a failure").containsExactly(0L, 700L, 900L);
    assertThat(missed).containsExactly(700L, 700L);
    assertThat(millis(attempts.succeededAt())).isEqualTo(900);
    assertThat(gaveUp).isEmpty();
  }

  @Test
  void endWhenOneThatHungSucceeds() {
    behaviours = new Attempts.Attempt[] {() -> time.sleep(1000), () -> time.sleep(60_000)};
    begin();
    time.advance(3000);
    assertThat(made).containsExactly(0L, 700L);
    assertThat(millis(attempts.succeededAt())).isEqualTo(1000);
    assertThat(gaveUp).isEmpty();
  }

  @Test
  void takeOneForSuccessThatAnswersAfterAll() {
    behaviours = new Attempts.Attempt[] {() -> time.sleep(5000)};
    begin();
    time.advance(4999);
    assertThat(made).containsExactly(0L, 700L, 1400L, 2100L, 2800L);
    assertThat(gaveUp).containsExactly(3000L);
    assertThat(attempts.hasSucceeded()).isFalse();
    time.advance(5000);
    assertThat(millis(attempts.succeededAt())).as("the first counts").isEqualTo(5000);
  }

  @Test
  void endWhenWhatTheyWereForIsReachedOtherwise() {
    behaviours = new Attempts.Attempt[] {this::fail};
    whenMissed =
        () -> {
          if (millis() >= 400) {
            attempts.succeed();
          }
        };
    begin();
    time.advance(5000);
    assertThat(made).containsExactly(0L, 200L, 400L);
    assertThat(millis(attempts.succeededAt())).isEqualTo(400);
    assertThat(gaveUp).isEmpty();
  }

  @Test
  void lookOnceMoreBeforeTheyGiveUp() {
    behaviours = new Attempts.Attempt[] {() -> time.sleep(60_000)};
    whenMissed =
        () -> {
          if (millis() >= 3000) {
            attempts.succeed();
          }
        };
    begin();
    time.advance(5000);
    assertThat(gaveUp).isEmpty();
    assertThat(attempts.hasSucceeded()).isTrue();
  }

  @Test
  void goOnWhileOthersGetOn() {
    behaviours = new Attempts.Attempt[] {this::fail};
    begin();
    time.advance(2900);
    deadline.progress(time.now());
    time.advance(5000);
    assertThat(made).endsWith(3800L);
    assertThat(gaveUp).containsExactly(3900L);
  }

  @Test
  void areNoneAfterTheDeadline() {
    time.advance(3000);
    begin();
    assertThat(made).isEmpty();
    assertThat(gaveUp).containsExactly(3000L);
  }

  private void begin() {
    attempts = new Attempts("it failed", this::make, () -> {}, deadline, time);
    ScheduledExecutorService timer = time.worker(work -> new Thread(work, "timer"));
    new SideBySide(
            attempts,
            new SideBySide.Threads() {
              @Override
              public void call(int rank, Runnable attempt) {
                time.start(new Thread(attempt, "one"));
              }

              @Override
              public void later(long millis, Runnable work) {
                timer.schedule(work, millis, TimeUnit.MILLISECONDS);
              }
            },
            PATIENCE,
            () -> {
              missed.add(millis());
              whenMissed.run();
            },
            () -> gaveUp.add(millis()))
        .begin();
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

  private long at(long millis) {
    return begun + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
