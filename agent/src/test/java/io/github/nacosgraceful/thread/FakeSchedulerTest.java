package io.github.nacosgraceful.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeSchedulerTest {

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void runsWhoseTimeComesFirst() {
    time.start(thread("slow", 70));
    time.start(thread("fast", 30));
    time.advance(59);
    assertThat(seen).containsExactly("slow 0", "fast 0", "fast 30");
    time.advance(11);
    assertThat(seen).endsWith("slow 70");
  }

  @Test
  void joinsUntilTheEndOrForThatLong() {
    Thread thread = thread("one", 70);
    time.start(thread);
    assertThat(time.join(thread, 50)).isFalse();
    assertThat(time.join(thread, 50)).isTrue();
    see("test");
    assertThat(seen).endsWith("one 70", "test 70");
  }

  @Test
  void doesOneThingAfterTheOtherOnAWorker() throws InterruptedException {
    ScheduledExecutorService worker = time.worker(work -> AgentThread.of(work, "work", null));
    worker.schedule(thread("late", 100), 20, TimeUnit.MILLISECONDS);
    worker.schedule(thread("hangs", 1000), 10, TimeUnit.MILLISECONDS);
    time.advance(500);
    assertThat(seen).containsExactly("hangs 10");
    worker.shutdown();
    assertThat(worker.isTerminated()).isFalse();
    assertThat(worker.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).containsExactly("hangs 10", "hangs 1010");
  }

  @Test
  void failsTheTestWhereAThreadFails() {
    time.start(
        new Thread(
            () -> {
              throw new IllegalStateException();
            }));
    assertThatThrownBy(() -> time.advance(0)).hasRootCauseInstanceOf(IllegalStateException.class);
  }

  private Thread thread(String name, long millis) {
    return new Thread(
        () -> {
          see(name);
          time.pause(millis);
          see(name);
        });
  }

  private void see(String what) {
    seen.add(what + " " + TimeUnit.NANOSECONDS.toMillis(time.now() - begun));
  }
}
