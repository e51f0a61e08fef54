package io.github.nacosgraceful.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three instances or two, and one caller, a millisecond at a time. */
class SamplerTest {

  private static final int ANSWER = 5;

  private Fleet fleet = new Fleet("a:1", "b:1", "c:1");
  private int turn;

  /** A hundred calls a second of 32 threads: each third of them would hang. */
  @Test
  void findsAFrozenInstanceWhileItHasFourCallsAtMost() {
    for (int moment = 0; moment < 60; moment++) {
      fleet = new Fleet("a:1", "b:1", "c:1");
      load(1000 + moment, 10, ANSWER);
      fleet.freeze("b:1");
      load(2000, 10, ANSWER);
      assertThat(fleet.silent).as("frozen at %d", moment).containsExactly(HostPort.parse("b:1"));
      assertThat(fleet.hanging("b:1")).as("frozen at %d", moment).isLessThanOrEqualTo(4);
      assertThat(fleet.asked).as("once is enough").hasSize(1);
    }
  }

  /** Those that were under way when it froze are as many as it is. */
  @Test
  void findsItUnderHeavyLoadWithinATenthOfASecond() {
    load(1000, 1, ANSWER);
    fleet.freeze("b:1");
    load(120, 1, ANSWER);
    assertThat(fleet.silent).containsExactly(HostPort.parse("b:1"));
    assertThat(fleet.hanging("b:1")).isLessThan(45);
  }

  @Test
  void findsItWhereCallsAreFew() {
    load(5000, 500, ANSWER);
    fleet.freeze("b:1");
    load(10_000, 500, ANSWER);
    assertThat(fleet.silent).containsExactly(HostPort.parse("b:1"));
    assertThat(fleet.hanging("b:1")).isEqualTo(3);
  }

  /** They end before three are open at a time. */
  @Test
  void findsItWhereCallsTimeOutSoon() {
    load(5000, 100, ANSWER);
    fleet.freeze("b:1");
    for (int i = 0; i < 30; i++) {
      fleet.call(next(), ANSWER, 50);
      fleet.pass(100);
    }
    assertThat(fleet.silent).containsExactly(HostPort.parse("b:1"));
    assertThat(fleet.hanging("b:1")).isZero();
  }

  /** A call is late where it takes four times as long as they usually do. */
  @Test
  void waitsLongerWhereCallsTakeLonger() {
    load(3000, 10, 120);
    fleet.freeze("b:1");
    load(380, 10, 120);
    assertThat(fleet.silent).isEmpty();
    load(200, 10, 120);
    assertThat(fleet.silent).containsExactly(HostPort.parse("b:1"));
  }

  /** One that took long a moment ago does not hold it up. */
  @Test
  void goesByWhatIsUsual() {
    load(1000, 10, ANSWER);
    fleet.call("a:1", 400);
    fleet.call("c:1", 400);
    load(1000, 10, ANSWER);
    fleet.freeze("b:1");
    load(500, 10, ANSWER);
    assertThat(fleet.silent).containsExactly(HostPort.parse("b:1"));
    assertThat(fleet.hanging("b:1")).isLessThanOrEqualTo(12);
  }

  /** A busy machine: of ten calls three take long, and the others are what is usual. */
  @Test
  void goesByAllCallsAndNotByThoseAloneThatTakeLong() {
    for (int moment = 0; moment < 60; moment++) {
      fleet = new Fleet("a:1", "b:1", "c:1");
      loadWithATail(3000 + moment);
      fleet.freeze("b:1");
      long before = fleet.hanging("b:1");
      loadWithATail(1000);
      assertThat(fleet.silent).as("frozen at %d", moment).containsExactly(HostPort.parse("b:1"));
      assertThat(fleet.hanging("b:1") - before).as("frozen at %d", moment).isLessThanOrEqualTo(5);
    }
  }

  /** Nobody knows how long they take: whoever is there says so. */
  @Test
  void waitsASecondWhereCallsTakeVeryLong() {
    load(6000, 100, 3000);
    fleet.freeze("b:1");
    load(4500, 100, 3000);
    assertThat(fleet.silent).containsExactly(HostPort.parse("b:1"));
    assertThat(fleet.said.get(0)).startsWith("b:1 is silent at ");
  }

  @Test
  void picksItAgainAsSoonAsOneCallIsAnswered() {
    fleet.mute.add("b:1"); // nothing but the calls tells
    load(1000, 10, ANSWER);
    fleet.freeze("b:1");
    load(45_000, 10, ANSWER);
    assertThat(fleet.silent).hasSize(1);
    fleet.thaw("b:1");
    load(40, 10, ANSWER);
    assertThat(fleet.silent).isEmpty();
    assertThat(fleet.said).hasSize(2);
    fleet.said.clear();
    load(5000, 10, ANSWER);
    assertThat(fleet.said).as("what hung says nothing of how long calls take").isEmpty();
    fleet.freeze("b:1");
    load(200, 10, ANSWER);
    assertThat(fleet.silent).hasSize(1);
  }

  /** A collection. */
  @Test
  void tellsNobodyOfAShortOne() {
    for (int i = 0; i < 5; i++) {
      load(2000, 3, ANSWER);
      fleet.freeze("b:1");
      load(300, 3, ANSWER);
      fleet.thaw("b:1");
    }
    assertThat(fleet.said).hasSizeGreaterThan(5);
    assertThat(fleet.lasting).isEmpty();
    fleet.freeze("b:1");
    load(5000, 3, ANSWER);
    assertThat(fleet.lasting).containsExactly(HostPort.parse("b:1"));
  }

  /** Calls that gave up tell nothing any more; the question is still open. */
  @Test
  void picksItAgainWhenItAnswersTheQuestion() {
    load(1000, 10, ANSWER);
    fleet.freeze("b:1");
    for (int i = 0; i < 300; i++) {
      fleet.call(next(), ANSWER, 1000);
      fleet.pass(10);
    }
    assertThat(fleet.silent).hasSize(1);
    assertThat(fleet.hanging("b:1")).isZero();
    fleet.thaw("b:1");
    fleet.pass(20);
    assertThat(fleet.silent).isEmpty();
  }

  /** It answers nothing but calls, and those that hung have given up. */
  @Test
  void letsACallThroughWhereNothingElseCanTell() {
    fleet.mute.add("b:1");
    load(1000, 10, ANSWER);
    fleet.freeze("b:1");
    loadWithTimeouts(10_000);
    fleet.thaw("b:1");
    loadWithTimeouts(25_000);
    assertThat(fleet.silent).isEmpty();
    assertThat(fleet.said).hasSize(3).element(1).asString().startsWith("b:1 is tried at 3");
  }

  @Test
  void losesAFewCallsSeldomWhileItLasts() {
    load(1000, 10, ANSWER);
    fleet.freeze("b:1");
    int lost = 0;
    for (int second = 0; second < 300; second++) {
      loadWithTimeouts(1000);
      lost += (int) fleet.hanging("b:1");
    }
    assertThat(lost).isBetween(4, 16);
    assertThat(fleet.said).filteredOn(line -> line.contains("is tried at")).hasSize(3);
  }

  /** A connection may be forgotten by what lies between. */
  @Test
  void asksAnewAfterHalfAMinute() {
    load(1000, 10, ANSWER);
    fleet.freeze("b:1");
    load(40_000, 10, ANSWER);
    assertThat(fleet.asked).hasSize(2);
  }

  @Test
  void forgetsWhatIsAvoidedForAnotherReason() {
    load(1000, 10, ANSWER);
    fleet.freeze("b:1");
    load(200, 10, ANSWER);
    fleet.silent.clear();
    fleet.pass(20);
    fleet.thaw("b:1");
    load(1000, 10, ANSWER);
    assertThat(fleet.said).hasSize(1);
  }

  /** Fast endpoints beside a slow one: four calls in a row meet the slow one at one instance. */
  @Test
  void leavesOneAloneThatIsSlowAndThere() {
    load(3000, 10, ANSWER);
    for (int i = 0; i < 4; i++) {
      fleet.call("b:1", 4000);
    }
    for (int i = 0; i < 400; i++) {
      fleet.call(turn++ % 2 == 0 ? "a:1" : "c:1", ANSWER);
      fleet.pass(10);
    }
    assertThat(fleet.said).isEmpty();
    assertThat(fleet.asked).as("once, as it answered").hasSize(1);
  }

  /** All its calls are slow from now on, and it is asked now and again. */
  @Test
  void asksASlowOneOnceASecondAtMost() {
    load(3000, 10, ANSWER);
    for (int i = 0; i < 1000; i++) {
      String instance = next();
      fleet.call(instance, instance.equals("b:1") ? 2500 : ANSWER);
      fleet.pass(10);
    }
    assertThat(fleet.said).isEmpty();
    assertThat(fleet.asked.size()).isBetween(1, 10);
  }

  /** A slow endpoint beside fast ones, at each instance, at a low rate. */
  @Test
  void leavesAllAloneWhereSomeCallsAreSlow() {
    fleet.mute.addAll(List.of("a:1", "b:1", "c:1")); // nothing but the calls tells
    for (int i = 0; i < 2000; i++) {
      fleet.call(next(), i % 7 == 0 ? 700 : ANSWER);
      fleet.pass(37);
    }
    assertThat(fleet.said).isEmpty();
  }

  /** What they share hangs: a database, the network of this process. */
  @Test
  void leavesAllAloneWhereNoneAnswers() {
    load(1000, 10, ANSWER);
    List.of("a:1", "b:1", "c:1").forEach(fleet::freeze);
    load(30_000, 10, ANSWER);
    assertThat(fleet.said).isEmpty();
    assertThat(fleet.asked.size()).isLessThanOrEqualTo(3);
  }

  /** Its own collector, or a machine that is too busy: all calls seem to hang. */
  @Test
  void leavesAllAloneWhereThisProcessItselfStoodStill() {
    for (int i = 0; i < 20; i++) {
      load(500, 10, ANSWER);
      for (int call = 0; call < 6; call++) {
        fleet.call(next(), ANSWER);
      }
      fleet.stall(3000);
      load(500, 10, ANSWER);
    }
    assertThat(fleet.said).isEmpty();
    assertThat(fleet.asked).isEmpty();
  }

  @Test
  void leavesTheOnlyInstanceAlone() {
    fleet = new Fleet("b:1");
    fleet.lists("bills", "x:1");
    for (int i = 0; i < 100; i++) {
      fleet.call("b:1", ANSWER);
      fleet.call("x:1", ANSWER);
      fleet.pass(10);
    }
    fleet.freeze("b:1");
    for (int i = 0; i < 1000; i++) {
      fleet.call("b:1", ANSWER);
      fleet.call("x:1", ANSWER);
      fleet.pass(10);
    }
    assertThat(fleet.said).as("the other is of another service").isEmpty();
  }

  @Test
  void findsOneOfTwo() {
    fleet = new Fleet("a:1", "b:1");
    load(1000, 10, ANSWER);
    fleet.freeze("b:1");
    load(300, 10, ANSWER);
    assertThat(fleet.silent).hasSize(1);
    assertThat(fleet.hanging("b:1")).isLessThanOrEqualTo(6);
  }

  /** One user's calls all go to one instance, and wait for each other there. */
  @Test
  void leavesAnInstanceAloneThatServesItsSessionsSlowly() {
    load(2000, 50, ANSWER);
    for (int i = 0; i < 200; i++) {
      fleet.call("b:1", 1500);
      fleet.call("a:1", ANSWER);
      fleet.call("c:1", ANSWER);
      fleet.pass(50);
    }
    assertThat(fleet.said).isEmpty();
  }

  @Test
  void doesNotAskWhatNacosDoesNotList() {
    for (int i = 0; i < 300; i++) {
      fleet.call("database:1", 60_000);
      fleet.call(next(), ANSWER);
      fleet.pass(10);
    }
    assertThat(fleet.asked).isEmpty();
  }

  @Test
  void learnsWhoIsListedAsTimePasses() {
    load(1000, 10, ANSWER);
    fleet.lists("orders", "a:1", "b:1", "c:1", "d:1");
    List<String> four = new ArrayList<>(List.of("a:1", "b:1", "c:1", "d:1"));
    for (int i = 0; i < 200; i++) {
      fleet.call(four.get(i % 4), ANSWER);
      fleet.pass(10);
    }
    fleet.freeze("d:1");
    for (int i = 0; i < 40; i++) {
      fleet.call(four.get(i % 4), ANSWER);
      fleet.pass(10);
    }
    assertThat(fleet.silent).containsExactly(HostPort.parse("d:1"));
  }

  @Test
  void isIdleWhenNobodyCallsAndNothingIsOpen() {
    load(1000, 10, ANSWER);
    assertThat(fleet.sampler.isIdleFor(5000)).isFalse();
    fleet.pass(6000);
    assertThat(fleet.sampler.isIdleFor(5000)).isTrue();
    fleet.sampler.begin();
    fleet.pass(4000);
    assertThat(fleet.sampler.isIdleFor(5000)).as("after a call that nobody saw").isFalse();
    load(1000, 10, ANSWER);
    fleet.freeze("b:1");
    load(200, 10, ANSWER);
    fleet.pass(10_000);
    assertThat(fleet.sampler.isIdleFor(5000)).as("it may come back").isFalse();
  }

  @Test
  void keepsNothingOfCallsThatEnded() {
    load(3000, 1, 50);
    fleet.pass(100);
    assertThat(fleet.calls.areNone()).isTrue();
  }

  /** One call after the other to each in turn, but for those that are silent. */
  private void load(int millis, int every, int answer) {
    for (int i = 0; i < millis; i++) {
      if (i % every == 0) {
        fleet.call(next(), answer);
      }
      fleet.pass();
    }
  }

  private void loadWithATail(int millis) {
    for (int i = 0; i < millis; i++) {
      if (i % 10 == 0) {
        fleet.call(next(), i / 10 % 10 < 3 ? 200 : ANSWER);
      }
      fleet.pass();
    }
  }

  private void loadWithTimeouts(int millis) {
    for (int i = 0; i < millis; i++) {
      if (i % 10 == 0) {
        fleet.call(next(), ANSWER, 1000);
      }
      fleet.pass();
    }
  }

  private String next() {
    List<String> picked =
        fleet.services.find("orders").instances().stream()
            .filter(one -> !fleet.silent.contains(one))
            .map(HostPort::toString)
            .toList();
    return picked.get(turn++ % picked.size());
  }
}
