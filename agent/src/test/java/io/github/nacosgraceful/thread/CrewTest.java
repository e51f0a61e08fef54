package io.github.nacosgraceful.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Four threads, of which a lane gets one at least. Times are milliseconds since it began. */
class CrewTest {

  private static final long FOR_EVER = 3_600_000;

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final List<String> seen = new ArrayList<>();
  private boolean none;
  private final Crew crew = new Crew(4, 1, this::thread, time);

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void hasSoManyThreadsWhateverThereIsToDo() {
    Crew.Lane lane = lane();
    for (int i = 0; i < 100; i++) {
      call(lane, "one", 10);
    }
    time.advance(249);
    assertThat(seen).hasSize(100);
    assertThat(time.mostThreads()).isEqualTo(4);
    assertThat(seen.get(99)).isEqualTo("one 240");
  }

  @Test
  void endsAThreadThatHasNothingToDo() {
    Crew.Lane lane = lane();
    call(lane, "one", 10);
    time.advance(20);
    call(lane, "two", 10);
    time.advance(20);
    assertThat(time.started()).containsExactly("crew", "crew");
    assertThat(time.mostThreads()).isEqualTo(1);
  }

  /** A dead Nacos holds up what is registered there alone. */
  @Test
  void leavesThreadsToOtherLanesWhereOneHangs() {
    Crew.Lane hangs = lane();
    Crew.Lane other = lane();
    for (int i = 0; i < 100; i++) {
      call(hangs, "hangs", FOR_EVER);
    }
    call(other, "other", 10);
    time.advance(0);
    assertThat(seen).containsExactly("hangs 0", "hangs 0", "other 0");
  }

  @Test
  void letsNoCallWaitForOneThatHangs() {
    Crew.Lane lane = lane();
    call(lane, "hangs", FOR_EVER);
    for (int i = 0; i < 30; i++) {
      call(lane, "one", 10);
    }
    time.advance(99);
    assertThat(seen).hasSize(31);
  }

  @Test
  void takesThoseOfALowerRankFirst() {
    Crew.Lane lane = lane();
    for (int i = 0; i < 4; i++) {
      call(lane, "first", 10);
    }
    lane.execute(2, () -> see("again"));
    lane.execute(1, () -> see("late"));
    time.advance(10);
    assertThat(seen).endsWith("late 10", "again 10");
  }

  @Test
  void goesOnAfterAnError() {
    Crew.Lane lane = lane();
    for (int i = 0; i < 8; i++) {
      lane.execute(
          () -> {
            time.pause(10);
            throw new IllegalStateException("told to fail");
          });
    }
    call(lane, "one", 10);
    time.advance(100);
    assertThat(seen).hasSize(9).contains("one 20").containsOnly("told to fail", "one 20");
  }

  @Test
  void callsWithTheLoaderOfTheLane() {
    ClassLoader loader = new ClassLoader() {};
    ClassLoader[] seenLoader = new ClassLoader[1];
    crew.lane(loader).execute(() -> seenLoader[0] = Thread.currentThread().getContextClassLoader());
    time.advance(0);
    assertThat(seenLoader[0]).isSameAs(loader);
  }

  @Test
  void beginsNothingAfterItsEnd() {
    Crew.Lane lane = lane();
    for (int i = 0; i < 8; i++) {
      call(lane, "one", 10);
    }
    time.advance(5);
    crew.end();
    call(lane, "late", 10);
    time.advance(100);
    assertThat(seen).hasSize(4);
  }

  /** The limit of the process, or of its container. */
  @Test
  void makesDoWithTheThreadsThatItGets() {
    Crew.Lane lane = lane();
    call(lane, "one", 10);
    none = true;
    call(lane, "two", 10);
    call(lane, "three", 10);
    time.advance(100);
    assertThat(seen).containsExactly("one 0", "two 10", "three 20");
    assertThatThrownBy(() -> call(lane, "four", 10)).isInstanceOf(OutOfMemoryError.class);
    none = false;
    call(lane, "five", 10);
    time.advance(100);
    assertThat(seen).endsWith("four 100", "five 110");
  }

  private Crew.Lane lane() {
    return crew.lane(getClass().getClassLoader());
  }

  private void call(Crew.Lane lane, String name, long millis) {
    lane.execute(
        () -> {
          see(name);
          time.pause(millis);
        });
  }

  private Thread thread(Runnable work) {
    if (none) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    return new Thread(
        () -> {
          Thread.currentThread()
              .setUncaughtExceptionHandler((thread, error) -> seen.add(error.getMessage()));
          work.run();
        },
        "crew");
  }

  private void see(String what) {
    seen.add(what + " " + TimeUnit.NANOSECONDS.toMillis(time.now() - begun));
  }
}
