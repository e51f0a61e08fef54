package io.github.nacosgraceful.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.AbstractApplicationContext;

/** Sources are fakes, and time passes only while everybody waits. */
class IntakeTest {

  private final FakeScheduler time = new FakeScheduler();
  private final Intake intake = new Intake(new Contexts(), time);
  private final SourceType type = new FakeListener.Type();
  private final FakeListener orders = new FakeListener("orders");
  private final FakeListener bills = new FakeListener("bills");

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void holdsAllAtOnceAndStopsThemOnOtherThreads() throws Throwable {
    Source first = intake.known(orders, type);
    Source second = intake.known(bills, type);
    Stopping stopping = stop(true);
    assertThat(first.isHeld()).isTrue();
    assertThat(second.isHeld()).isTrue();
    assertThat(orders.told).as("on this thread").isEmpty();
    time.advance(1);
    assertThat(orders.told).startsWith("stop for good");
    assertThat(bills.told).startsWith("stop for good");
    assertThat(stopping.isBusy(time.now())).isFalse();
    assertThat(stopping.overAt().isNever()).isFalse();
  }

  @Test
  void isNothingWhereNothingTakesMessages() {
    assertThat(stop(true)).isNull();
    assertThat(time.started()).isEmpty();
  }

  @Test
  void isBusyUntilWhatIsUnderWayHasEnded() throws Throwable {
    Source known = intake.known(orders, type);
    Thread worker = new Thread(known::begin);
    worker.start();
    worker.join();
    Stopping stopping = stop(true);
    time.advance(20_000);
    assertThat(stopping.isBusy(time.now())).isTrue();
    assertThat(stopping.running()).isEqualTo(1);
    assertThat(stopping.inFlight()).containsExactly("1 message orders");
    known.end();
    assertThat(stopping.isBusy(time.now())).isFalse();
  }

  /** The library acknowledges the last message after it has ended. */
  @Test
  void isBusyUntilTheLibraryIsDone() throws Throwable {
    orders.quick = false;
    intake.known(orders, type);
    Stopping stopping = stop(true);
    time.advance(1000);
    assertThat(stopping.isBusy(time.now())).isTrue();
    assertThat(stopping.running()).isZero();
    orders.stopped.run();
    assertThat(stopping.isBusy(time.now())).isFalse();
    assertThat(stopping.notOver()).isEmpty();
  }

  /** Its broker is gone, say. */
  @Test
  void doesNotWaitLongForALibraryWithNothingUnderWay() throws Throwable {
    orders.behaviour = () -> time.sleep(60_000);
    intake.known(orders, type);
    Stopping stopping = stop(true);
    time.advance(2999);
    assertThat(stopping.isBusy(time.now())).isTrue();
    time.advance(1);
    assertThat(stopping.isBusy(time.now())).isFalse();
    assertThat(stopping.notOver()).containsExactly("fake orders");
    assertThat(stopping.overAt().isNever()).isTrue();
  }

  @Test
  void oneThatHangsHoldsUpNoOther() throws Throwable {
    orders.behaviour = () -> time.sleep(60_000);
    intake.known(orders, type);
    intake.known(bills, type);
    stop(true);
    time.advance(1);
    assertThat(bills.taking).isFalse();
  }

  /** Then it goes on as it would without the agent, and nobody waits for it. */
  @Test
  void letsGoOnWhatCannotBeStopped() throws Throwable {
    orders.behaviour =
        () -> {
          throw new IllegalStateException("not now");
        };
    Source known = intake.known(orders, type);
    known.begin();
    Stopping stopping = stop(true);
    time.advance(1);
    assertThat(known.isHeld()).isFalse();
    assertThat(stopping.isBusy(time.now())).isFalse();
    known.end();
  }

  /** A listener that calls System.exit cannot end before the process has. */
  @Test
  void doesNotWaitForWhatTellsTheProcessToEnd() throws Throwable {
    orders.quick = false;
    Source known = intake.known(orders, type);
    known.begin();
    try {
      Stopping stopping = stop(true);
      time.advance(1);
      assertThat(stopping.running()).isZero();
      assertThat(stopping.isBusy(time.now())).isFalse();
    } finally {
      known.end();
    }
  }

  @Test
  void startsAgainWhatItHasStoppedAndOnlyThat() throws Throwable {
    bills.taking = false; // the application has stopped it
    intake.known(orders, type);
    intake.known(bills, type);
    stop(false);
    time.advance(1);
    assertThat(intake.startAgain()).extracting(Source::name).containsExactly("orders");
    time.advance(1);
    assertThat(orders.told).containsExactly("stop", "start");
    assertThat(bills.told).isEmpty();
    assertThat(intake.of(bills).isHeld()).isFalse();
  }

  @Test
  void startsNothingAgainWhileTheProcessEnds() throws Throwable {
    intake.known(orders, type);
    intake.close();
    stop(true);
    time.advance(1);
    assertThat(intake.startAgain()).isEmpty();
  }

  @Test
  void holdsWhatStartsWhileTheProcessEnds() throws Throwable {
    intake.close();
    Starts starts = new Starts(intake, type);
    assertThat(starts.enter(orders, null, null, null)).as("skipped").isNotNull();
    assertThat(intake.of(orders).isHeld()).isTrue();
  }

  /** It was about to start when it was told to stop: the library did not know of it yet. */
  @Test
  void stopsWhatHasStartedAllTheSame() throws Throwable {
    orders.taking = false;
    Starts starts = new Starts(intake, type);
    assertThat(starts.enter(orders, null, null, null)).isNull();
    stop(true);
    time.advance(1);
    orders.taking = true;
    starts.exit(null, orders, null);
    time.advance(1);
    assertThat(orders.taking).isFalse();
  }

  @Test
  void endsWhatHasStoppedOnceNothingIsUnderWay() throws Throwable {
    Source known = intake.known(orders, type);
    Thread worker = new Thread(known::begin);
    worker.start();
    worker.join();
    Stopping stopping = stop(true);
    time.advance(100);
    stopping.isBusy(time.now());
    time.advance(1);
    assertThat(orders.told).containsExactly("stop for good");
    known.end();
    stopping.isBusy(time.now());
    stopping.isBusy(time.now());
    time.advance(1);
    assertThat(orders.told).containsExactly("stop for good", "end");
  }

  /** Its listener was stopped by the agent, so that Spring does not wait for it any more. */
  @Test
  void waitsForAContextAsLongAsItWouldWaitItself() throws Throwable {
    Source known = intake.known(orders, type);
    Thread worker = new Thread(known::begin);
    worker.start();
    worker.join();
    stop(true);
    time.advance(10_000);
    long begun = time.now();
    intake.awaitForContext(30_000);
    assertThat(TimeUnit.NANOSECONDS.toMillis(time.now() - begun))
        .as("what was waited before counts")
        .isBetween(20_000L, 20_010L);
    intake.awaitForContext(30_000);
    assertThat(TimeUnit.NANOSECONDS.toMillis(time.now() - begun)).isLessThan(20_010L);
  }

  /** With intake.when=ready. */
  @Test
  void holdsWhatStartsWithItsApplicationUntilThatIsReady() {
    intake.waitUntilReady(60_000);
    SpringApplication.run(
        new AbstractApplicationContext("app", () -> {}, () -> {}),
        () -> {
          assertThat(starts(orders)).as("skipped").isTrue();
          time.advance(1000);
          assertThat(orders.told).isEmpty();
        });
    time.advance(60);
    assertThat(orders.told).containsExactly("start");
    assertThat(intake.of(orders).isHeld()).isFalse();
    assertThat(starts(bills)).as("what starts later").isFalse();
  }

  @Test
  void waitsNoLongerThanItMayForAnApplicationToBeReady() {
    intake.waitUntilReady(10_000);
    SpringApplication.run(
        new AbstractApplicationContext("app", () -> {}, () -> {}),
        () -> {
          starts(orders);
          time.advance(10_100);
          assertThat(orders.told).containsExactly("start");
        });
  }

  private boolean starts(FakeListener listener) {
    try {
      return new Starts(intake, type).enter(listener, null, null, null) != null;
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  private Stopping stop(boolean forGood) {
    return intake.stop(any -> true, forGood, 25_000);
  }
}
