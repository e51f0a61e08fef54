package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficTest {

  private final Traffic traffic = new Traffic();

  @Test
  void countsWhatIsInFlight() {
    traffic.begin();
    traffic.begin();
    traffic.end();
    assertThat(traffic.inFlight()).isOne();
    traffic.end();
    assertThat(traffic.inFlight()).isZero();
  }

  @Test
  void hasNoLastRequestAndNoGapBeforeTheFirst() {
    assertThat(traffic.sinceLast(System.nanoTime())).isEqualTo(Long.MAX_VALUE);
    assertThat(traffic.meanGap(System.nanoTime())).isZero();
  }

  @Test
  void measuresTheMeanGapUpToNow() {
    long took = begin(10);
    long inAWhile = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    assertThat(traffic.meanGap(inAWhile)).isBetween(millis(1_000), millis(1_100) + took);
    assertThat(traffic.sinceLast(inAWhile)).isBetween(millis(10_000), millis(11_000) + took);
  }

  @Test
  void remembersTheLastRequestsOnlyAndForgetsAfterAMinute() {
    long took = begin(1_000);
    assertThat(traffic.meanGap(System.nanoTime() + TimeUnit.SECONDS.toNanos(64)))
        .as("the callers of a minute ago are gone")
        .isZero();
    assertThat(traffic.meanGap(System.nanoTime() + TimeUnit.SECONDS.toNanos(32)))
        .as("64 of the thousand in 32 s")
        .isBetween(millis(500), millis(530) + took);
  }

  @Test
  void isCalledWhereMoreThanTwoRequestsCameInWithinTenSeconds() {
    long start = Long.MAX_VALUE - millis(10_000); // the clock runs over
    assertThat(traffic.isCalled(start)).isFalse();
    traffic.begin(start);
    traffic.begin(start + millis(5_000));
    assertThat(traffic.isCalled(start + millis(5_000))).as("two").isFalse();
    traffic.begin(start + millis(9_000));
    assertThat(traffic.isCalled(start + millis(10_000))).isTrue();
    assertThat(traffic.isCalled(start + millis(10_001))).as("the first is long ago").isFalse();
    for (int i = 0; i < 100; i++) {
      traffic.begin(start + millis(11_000));
    }
    assertThat(traffic.isCalled(start + millis(11_000))).isTrue();
  }

  @Test
  void namesWhatHasNoEndAndCountsItAsInFlight() {
    Object session = new Object();
    for (int i = 0; i < 3; i++) {
      traffic.begin();
    }
    Object one = new Object();
    traffic.begin(Endless.EVENT_STREAM, one);
    traffic.begin(Endless.EVENT_STREAM, new Object());
    traffic.webSockets().opened(session, any -> true);
    assertThat(traffic.inFlight()).isEqualTo(3);
    assertThat(traffic.streamsInFlight()).isEqualTo(2);
    assertThat(traffic.endlessInFlight(System.nanoTime())).as("at first").isZero();
    assertThat(traffic.endlessInFlight(System.nanoTime() + TimeUnit.SECONDS.toNanos(20)))
        .isEqualTo(2);
    assertThat(traffic.has(Endless.EVENT_STREAM)).isTrue();
    assertThat(traffic.has(Endless.GRPC_STREAM)).isFalse();
    assertThat(traffic.stillOpen()).containsExactly("2 event streams", "1 WebSocket");

    traffic.end(Endless.EVENT_STREAM, one);
    traffic.end();
    assertThat(traffic.inFlight()).isEqualTo(2);
    assertThat(traffic.stillOpen()).containsExactly("1 event stream", "1 WebSocket");
    assertThat(session).isNotNull(); // until here it is held
  }

  @Test
  void forgetsWebSocketsThatAreClosedOrGone() {
    AtomicBoolean open = new AtomicBoolean(true);
    Object session = new Object();
    traffic.webSockets().opened(session, any -> open.get());
    traffic.webSockets().opened(new Object(), any -> true);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              System.gc();
              return traffic.webSockets().open() == 1;
            });
    open.set(false);
    assertThat(traffic.webSockets().open()).isZero();
    assertThat(session).isNotNull(); // until here it is held
  }

  @Test
  void tellsCallersToCloseOnceUntilItIsReopened() {
    AtomicInteger told = new AtomicInteger();
    traffic.whenClosing(told::incrementAndGet);
    assertThat(traffic.isClosing()).isFalse();
    traffic.close();
    traffic.close();
    assertThat(traffic.isClosing()).isTrue();
    assertThat(told).hasValue(1);
    traffic.closeAgain();
    assertThat(told).as("those who came back").hasValue(2);
    traffic.reopen();
    assertThat(traffic.isClosing()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "text/event-stream, true",
    "Text/Event-Stream;charset=UTF-8, true",
    "application/x-ndjson, true",
    "application/stream+json, true",
    "multipart/x-mixed-replace; boundary=frame, true",
    "application/json, false",
    "text/html, false",
    "text/event, false",
    ", false"
  })
  void knowsAnEventStreamByItsType(String type, boolean isOne) {
    assertThat(Endless.isEventStream(type)).isEqualTo(isOne);
  }

  /**
   * @return how many nanoseconds the machine needed for it
   */
  private long begin(int requests) {
    long begin = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      traffic.begin();
    }
    return System.nanoTime() - begin;
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
