package io.github.nacosgraceful.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.leaving.Serving.Callers;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Looks are at milliseconds since the stop; settled at 500 in most. */
class ServingTest {

  private static final long START = Long.MAX_VALUE - 1000; // the clock runs over
  private static final long LONG_AGO = 60_000;
  private static final long QUIET = 300;

  private Serving serving = serving("");

  @Test
  void endsALastPickAfterCallersWereToldIfNobodyCalls() {
    see(0, false, 0);
    see(500, true, 0);
    assertThat(serving.areCallersTold(at(599))).isFalse();
    assertThat(isOver(599, Callers.LEAVING, LONG_AGO)).isFalse();
    see(600, true, 0);
    assertThat(serving.areCallersTold(at(600))).isTrue();
    assertThat(isOver(600, Callers.LEAVING, LONG_AGO)).isTrue();
  }

  @Test
  void doesNotEndBeforeCallersWereTold() {
    see(20_000, false, 0);
    for (Callers callers : Callers.values()) {
      assertThat(isOver(20_000, callers, LONG_AGO)).as(callers.toString()).isFalse();
    }
  }

  @Test
  void goesOnFromTheFirstTimeThatCallersWereTold() {
    see(500, true, 0);
    see(550, false, 0);
    assertThat(isOver(600, Callers.LEAVING, LONG_AGO)).isTrue();
  }

  @Test
  void waitsUntilNoRequestHasComeInForTheQuietPeriod() {
    see(500, true, 0);
    assertThat(isOver(900, Callers.LEAVING, QUIET - 1)).isFalse();
    assertThat(isOver(901, Callers.LEAVING, QUIET)).isTrue();
  }

  @Test
  void lastsForTheQuietPeriodWhereRequestsAreNotCounted() {
    serving = new Serving(settings(""), START, TimeUnit.MILLISECONDS.toNanos(QUIET), false);
    see(500, true, 0);
    assertThat(isOver(799, Callers.LEAVING, LONG_AGO)).isFalse();
    assertThat(isOver(800, Callers.LEAVING, LONG_AGO)).isTrue();
  }

  @Test
  void waitsForRequestsInFlightAndForTheirLastAnswers() {
    see(500, true, 0);
    see(2000, true, 1);
    assertThat(isOver(2000, Callers.LEAVING, LONG_AGO)).isFalse();
    see(2019, true, 0);
    assertThat(isOver(2019, Callers.LEAVING, LONG_AGO)).isFalse();
    assertThat(isOver(2020, Callers.LEAVING, LONG_AGO)).isTrue();
  }

  /** Fewer than none are in flight when the request that stops the process is not counted. */
  @Test
  void doesNotWaitForRequestsThatWaitForIt() {
    see(500, true, -1);
    assertThat(isOver(600, Callers.LEAVING, LONG_AGO)).isTrue();
  }

  @Test
  void lastsAtLeastAsLongAsIsAskedFor() {
    serving = serving("drain.min=10s");
    see(500, true, 0);
    assertThat(isOver(9_999, Callers.LEAVING, LONG_AGO)).isFalse();
    assertThat(isOver(9_999, Callers.MIXED, LONG_AGO)).isFalse();
    assertThat(isOver(10_000, Callers.LEAVING, LONG_AGO)).isTrue();
    assertThat(isOver(10_000, Callers.MIXED, LONG_AGO)).isTrue();
  }

  @Test
  void doesNotLastThatLongWhereNobodyWasTold() {
    serving = serving("drain.min=10s");
    see(500, true, 0);
    assertThat(isOver(500, Callers.UNTOLD, LONG_AGO)).isTrue();
  }

  @Test
  void waitsForEventStreamsForFiveSeconds() {
    assertThat(serving.waitsForStreams(at(0))).isTrue();
    assertThat(serving.waitsForStreams(at(4_999))).isTrue();
    assertThat(serving.waitsForStreams(at(5_000))).isFalse();
    see(500, true, 0);
    serving.see(at(4_995), true, 0, true);
    assertThat(isOver(4_995, Callers.LEAVING, LONG_AGO)).isFalse();
    see(5_000, true, 0);
    assertThat(isOver(5_015, Callers.LEAVING, LONG_AGO)).isTrue();
  }

  @Test
  void doesNotWaitForEventStreamsOnRequest() {
    assertThat(serving("drain.streams=0s").waitsForStreams(at(0))).isFalse();
  }

  /** Behind a balancer that never changes its mind. */
  @Test
  void endsWhereCallersPlainlyStay() {
    see(500, true, 0);
    seeCalls(20, 600, 8_600);
    assertThat(isOver(8_595, Callers.LEAVING, 50)).isFalse();
    seeCalls(20, 8_600, 8_700);
    assertThat(isOver(8_700, Callers.LEAVING, 50)).isTrue();
    assertThat(serving.staying()).isBetween(19.5, 20.5);
  }

  @Test
  void waitsOneSecondForWhatIsInFlightOfCallersWhoStay() {
    see(500, true, 0);
    seeCalls(20, 600, 8_610);
    see(8_610, true, 1);
    assertThat(isOver(8_620, Callers.LEAVING, 50)).isFalse();
    see(9_595, true, 1);
    assertThat(isOver(9_595, Callers.LEAVING, 50)).isFalse();
    see(9_610, true, 1);
    assertThat(isOver(9_610, Callers.LEAVING, 50)).isTrue();
  }

  @Test
  void lastsAtLeastAsLongAsIsAskedForWhereCallersStay() {
    serving = serving("drain.min=10s");
    see(500, true, 0);
    seeCalls(20, 600, 10_000);
    assertThat(isOver(9_999, Callers.LEAVING, 50)).isFalse();
    assertThat(isOver(10_000, Callers.LEAVING, 50)).isTrue();
  }

  /** They say nothing then. */
  @Test
  void doesNotEndForCallersOfSomethingElse() {
    serving = serving("drain.min=20s");
    see(500, true, 0);
    seeCalls(20, 600, 19_000);
    assertThat(isOver(19_000, Callers.MIXED, 50)).isFalse();
  }

  /** They will go on calling: only what is being served is worth a wait. */
  @Test
  void endsWithTheRequestsInFlightIfNobodyCouldBeTold() {
    see(600, true, 1);
    assertThat(isOver(600, Callers.UNTOLD, 0)).isFalse();
    see(615, true, 0);
    assertThat(isOver(619, Callers.UNTOLD, 0)).isFalse();
    assertThat(isOver(620, Callers.UNTOLD, 0)).isTrue();
  }

  @Test
  void waitsOneSecondForRequestsOfCallersWhoWereNotTold() {
    serving = serving("deregister.timeout=3s");
    see(3_600, true, 1);
    see(3_999, true, 1);
    assertThat(isOver(3_999, Callers.UNTOLD, 0)).isFalse();
    see(4_000, true, 1);
    assertThat(isOver(4_000, Callers.UNTOLD, 0)).isTrue();
  }

  /** Requests say nothing then: those of callers who stay go on. */
  @Test
  void lastsForTheQuietPeriodIfSomethingElseIsOnlineHere() {
    see(500, true, 0);
    assertThat(isOver(799, Callers.MIXED, 0)).isFalse();
    assertThat(isOver(800, Callers.MIXED, 0)).isTrue();
  }

  @Test
  void waitsOneSecondForRequestsThatMayBeOfCallersWhoStay() {
    see(500, true, 1);
    see(1_799, true, 1);
    assertThat(isOver(1_799, Callers.MIXED, 0)).isFalse();
    see(1_800, true, 1);
    assertThat(isOver(1_800, Callers.MIXED, 0)).isTrue();
  }

  @Test
  void letsLastPicksComeInAlsoWhereTheQuietPeriodIsShorter() {
    serving = new Serving(settings(""), START, 0, true);
    see(500, true, 0);
    assertThat(isOver(599, Callers.MIXED, 0)).isFalse();
    assertThat(isOver(600, Callers.MIXED, 0)).isTrue();
  }

  @Test
  void endsALittleBeforeTheOverallTimeout() {
    assertThat(serving.isTimeUp(at(0))).isFalse();
    assertThat(serving.isTimeUp(at(24_499))).isFalse();
    assertThat(serving.isTimeUp(at(24_500))).as("a fiftieth of 25 s").isTrue();
    assertThat(serving("shutdown.timeout=1s").isTimeUp(at(899))).isFalse();
    assertThat(serving("shutdown.timeout=1s").isTimeUp(at(900))).as("100 ms").isTrue();
  }

  private void see(long millis, boolean settled, long requests) {
    serving.see(at(millis), settled, requests, false);
  }

  private void seeCalls(int rate, long from, long to) {
    for (long millis = from; millis <= to; millis += 5) {
      serving.seeCalls(at(millis), millis * rate / 1000);
    }
  }

  private boolean isOver(long millis, Callers callers, long sinceLastMillis) {
    return serving.isOver(at(millis), callers, TimeUnit.MILLISECONDS.toNanos(sinceLastMillis));
  }

  private static long at(long millis) {
    return START + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static Serving serving(String argument) {
    return new Serving(settings(argument), START, TimeUnit.MILLISECONDS.toNanos(QUIET), true);
  }

  private static Settings settings(String argument) {
    return Settings.read(argument, new Properties(), Map.of());
  }
}
