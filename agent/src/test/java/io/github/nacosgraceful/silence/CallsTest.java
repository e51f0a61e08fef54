package io.github.nacosgraceful.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CallsTest {

  private static final Function<Object, HostPort> NOWHERE = request -> null;

  private final Calls calls = new Calls();
  private final AtomicInteger woken = new AtomicInteger();

  CallsTest() {
    calls.wakesWith(woken::incrementAndGet);
  }

  @Test
  void keepsANoteForTheEnd() {
    Object call = calls.begun("request", "note", NOWHERE);
    assertThat(calls.areNone()).isFalse();
    assertThat(calls.ended(call, true)).isEqualTo("note");
    assertThat(calls.areNone()).isTrue();
  }

  @Test
  void notesABoundedNumberAndLosesNoNote() {
    List<Object> begun = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      begun.add(calls.begun("request", "note " + i, NOWHERE));
    }
    for (int i = 0; i < 5000; i++) {
      assertThat(calls.ended(begun.get(i), true)).isEqualTo("note " + i);
    }
    assertThat(calls.areNone()).isTrue();
  }

  /** As an event loop has them. */
  @Test
  void notesHundredsOfOneThread() {
    List<Object> begun = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      begun.add(calls.begun(i, "request", null, NOWHERE));
    }
    assertThat(begun).doesNotContainNull();
    begun.forEach(call -> calls.ended(call, true));
    assertThat(calls.areNone()).isTrue();
  }

  @Test
  void wakesTheSamplerWhileItIsAsleep() {
    calls.ended(calls.begun("request", null, NOWHERE), true);
    assertThat(woken).hasValue(1);
    calls.sleep(false);
    calls.ended(calls.begun("request", null, NOWHERE), true);
    assertThat(woken).hasValue(1);
  }

  /** With real time and threads: each call is seen, and none is left. */
  @Test
  void losesNoCallHoweverManyThreadsCall() throws Exception {
    List<Thread> samplers = new CopyOnWriteArrayList<>();
    Places places = new Places(new Services(new WarmUps(0.5)), address -> new Question());
    Sampler sampler = new Sampler(calls, places, null, Ticker.SYSTEM);
    SampleThread thread =
        new SampleThread(
            sampler,
            calls,
            one -> {
              samplers.add(one);
              one.start();
            });
    calls.wakesWith(thread::wake);
    List<Thread> callers = new ArrayList<>();
    AtomicInteger wrong = new AtomicInteger();
    for (int i = 0; i < 16; i++) {
      callers.add(
          new Thread(
              () -> {
                for (int call = 0; call < 20_000; call++) {
                  Integer note = call;
                  Object begun = calls.begun("request", note, NOWHERE);
                  if (call % 1000 == 0) {
                    Thread.yield();
                  }
                  if (calls.ended(begun, call % 3 > 0) != note) {
                    wrong.incrementAndGet();
                  }
                }
              }));
    }
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(wrong).hasValue(0);
    await().until(calls::areNone);
    assertThat(samplers).hasSize(1);
    assertThat(samplers.get(0).isDaemon()).isTrue();
    assertThat(samplers.get(0).getName()).isEqualTo("nacos-graceful-silence");
    await().until(() -> !samplers.get(0).isAlive());
    calls.ended(calls.begun("request", null, NOWHERE), true);
    assertThat(samplers).as("the next call begins another").hasSize(2);
  }

  /** The application goes on without what could not be started. */
  @Test
  void asksForAThreadAgainWhereThereWasNone() {
    AtomicInteger asked = new AtomicInteger();
    SampleThread thread =
        new SampleThread(
            null,
            calls,
            one -> {
              asked.incrementAndGet();
              throw new OutOfMemoryError("unable to create native thread");
            });
    calls.wakesWith(thread::wake);
    for (int i = 1; i <= 2; i++) {
      calls.ended(calls.begun("request", null, NOWHERE), true);
      assertThat(asked).hasValue(i);
    }
  }
}
