package io.github.nacosgraceful.departure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.node.FakeListing;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times are milliseconds since it began. */
class VerificationTest {

  private static final Callable<Boolean> LISTED = () -> true;
  private static final Callable<Boolean> GONE = () -> false;

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final FakeListing listing = new FakeListing(time);
  private final NodeThreads threads = new NodeThreads(time);
  private final Gate gate = new Gate(time);
  private final Redo redo = new Redo();
  private Verification verification;

  @BeforeEach
  void make() {
    Registration registration = new Registration(this, "orders", "G", new ArrayList<>(), false);
    verification =
        new Verification(
            registration,
            listing,
            threads,
            work -> time.start(new Thread(work, "verify-nodes")),
            new LateBeats(gate),
            new Relisted(),
            time);
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void isSettledWhenEveryNodeSaysThatItIsGone() {
    Node own = listing.with(Node.connected("own:8848"), LISTED);
    Node other = listing.with(Node.known("other:8848"), LISTED);
    begin();
    until(200);
    assertThat(isSettled()).isFalse();
    listing.answer(own, GONE);
    until(300);
    assertThat(isSettled()).isFalse();
    assertThat(verification.isGoneEverywhere()).isFalse();
    listing.answer(other, GONE);
    until(400);
    assertThat(isSettled()).isTrue();
    assertThat(verification.isGoneEverywhere()).isTrue();
    assertThat(verification.nodes()).containsExactly(own, other);
    assertThat(TimeUnit.NANOSECONDS.toMillis(own.goneAt().nanos() - begun)).isBetween(200L, 225L);
    assertThat(redo.times).isEmpty();
  }

  @Test
  void isNotSettledBeforeAllNodesAreKnown() {
    listing.with(Node.connected("own:8848"), GONE);
    listing.lookUpTakes(1000);
    assertThat(isSettled()).as("before it begins").isFalse();
    begin();
    until(999);
    assertThat(isSettled()).isFalse();
    assertThat(verification.isGoneEverywhere()).isFalse();
    until(1000);
    assertThat(isSettled()).isTrue();
  }

  @Test
  void beginsOnce() {
    listing.with(Node.connected("own:8848"), GONE);
    begin();
    begin();
    until(0);
    assertThat(verification.nodes()).hasSize(1);
    assertThat(time.started()).containsExactly("verify-nodes");
  }

  /** A list shows an instance for 0.6 s on its own node, for 1.7 s on others. */
  @Test
  void deregistersAgainWhatIsListedLongerThanNormal() {
    Node own = listing.with(Node.connected("own:8848"), LISTED);
    begin();
    until(999);
    assertThat(redo.times).isEmpty();
    until(5000);
    assertThat(redo.times).containsExactly(1000L, 4000L);
    listing.answer(own, GONE);
    until(10_000);
    assertThat(redo.times).hasSize(2);
  }

  @Test
  void givesOtherNodesThreeSeconds() {
    listing.with(Node.known("other:8848"), LISTED);
    begin();
    until(7000);
    assertThat(redo.times).containsExactly(3000L, 6000L);
  }

  @Test
  void deregistersAtOnceWhatIsListedAgain() {
    Node other = listing.with(Node.known("other:8848"), GONE);
    begin();
    until(150);
    assertThat(isSettled()).isTrue();
    listing.answer(other, LISTED);
    until(250);
    assertThat(redo.times).containsExactly(200L);
    assertThat(isSettled()).isFalse();
    listing.answer(other, GONE);
    until(350);
    assertThat(isSettled()).isTrue();
    assertThat(redo.times).hasSize(1);
  }

  @Test
  void noticesThatItIsBackBehindAFailure() {
    Node own = listing.with(Node.connected("own:8848"), GONE);
    begin();
    until(10);
    listing.answer(own, VerificationTest::fail);
    until(110);
    assertThat(own.isGone()).as("nothing else is known").isTrue();
    listing.answer(own, LISTED);
    until(310);
    assertThat(redo.times).containsExactly(300L);
  }

  @Test
  void leavesAloneWhatIsNotDeregisteredYet() {
    redo.deregistered = false;
    listing.with(Node.connected("own:8848"), LISTED);
    begin();
    until(5000);
    assertThat(redo.times).isEmpty();
    redo.deregistered = true;
    until(5025);
    assertThat(redo.times).hasSize(1);
  }

  /** One that is down, or answers 403 or 410. */
  @Test
  void waitsThreeSecondsForANodeThatDoesNotAnswer() {
    Node down = listing.with(Node.known("down:8848"), VerificationTest::fail);
    listing.with(Node.connected("own:8848"), GONE);
    begin();
    until(2999);
    assertThat(isSettled()).isFalse();
    until(3000);
    assertThat(isSettled()).isTrue();
    assertThat(verification.isGoneEverywhere()).isFalse();
    assertThat(down.problem()).isEqualTo("IllegalStateException: HTTP 403");
  }

  @Test
  void waitsThreeSecondsForANodeThatHangs() {
    Node hanging = listing.with(Node.known("hanging:8848"), listing::hang);
    begin();
    until(2999);
    assertThat(isSettled()).isFalse();
    until(3000);
    assertThat(isSettled()).isTrue();
    assertThat(listing.asked(hanging)).isEqualTo(1);
    assertThat(hanging.problem()).isEqualTo("no answer");
  }

  /** It is there, so it may yet tell: up to the deadline of the departure. */
  @Test
  void doesNotGiveUpANodeThatHasAnswered() {
    Node lists = listing.with(Node.known("lists:8848"), LISTED);
    begin();
    until(100);
    listing.answer(lists, VerificationTest::fail);
    until(10_000);
    assertThat(isSettled()).isFalse();
  }

  /** Its address may be good within the cluster only. */
  @Test
  void waitsAsLongAsAClusterTakesForANodeThatWasOnlyNamed() {
    listing.with(Node.connected("own:8848"), GONE);
    Node named = listing.with(Node.named("10.0.0.1:8848"), VerificationTest::fail);
    begin();
    until(1699);
    assertThat(isSettled()).isFalse();
    assertThat(verification.isGoneEverywhere()).isTrue();
    until(1700);
    assertThat(isSettled()).isTrue();
    assertThat(named.counts()).isFalse();
  }

  @Test
  void waitsAsLongAsAClusterTakesForNodesThatNobodyNames() {
    listing.with(Node.connected("own:8848"), GONE);
    listing.mayBeMore();
    begin();
    until(1699);
    assertThat(isSettled()).isFalse();
    until(1700);
    assertThat(isSettled()).isTrue();
  }

  /** Where the client itself asks, it logs each failure. */
  @Test
  void asksANodeThatFailsLessOften() {
    Node down = listing.with(Node.known("down:8848"), VerificationTest::fail);
    Node lists = listing.with(Node.known("lists:8848"), LISTED);
    Node gone = listing.with(Node.known("gone:8848"), GONE);
    begin();
    until(1399);
    assertThat(listing.asked(down)).as("at 0, 200, 600, 1000").isEqualTo(4);
    assertThat(listing.asked(lists)).as("each 25 ms").isEqualTo(56);
    assertThat(listing.asked(gone)).as("at 0, 100, 200, 300, 450, 675, 1012").isEqualTo(7);
  }

  /** A drain may last for half a minute, and a process have a thousand services. */
  @Test
  void asksLessAndLessOftenWhatIsGone() {
    Node gone = listing.with(Node.known("gone:8848"), GONE);
    begin();
    until(25_000);
    assertThat(listing.asked(gone)).as("each second in the end").isBetween(25, 35);
    listing.answer(gone, LISTED);
    until(26_000);
    assertThat(redo.times).hasSize(1);
  }

  @Test
  void asksOftenWhileALateBeatMayBringItBack() throws Throwable {
    Node gone = listing.with(Node.known("gone:8848"), GONE);
    Object entered = gate.onWire().enter(null, "orders", "G", null);
    new Registrations(gate, new Contexts()).takeOffline();
    begin();
    until(10_000);
    assertThat(listing.asked(gone)).isEqualTo(101);
    gate.onWire().exit(entered, null, null);
    until(10_600);
    assertThat(listing.asked(gone)).isEqualTo(107);
    until(20_000);
    assertThat(listing.asked(gone)).isBetween(115, 118);
  }

  @Test
  void takesAFailureToDeregisterAgainForOneOfTheNode() {
    Node own = listing.with(Node.connected("own:8848"), LISTED);
    redo.fails = true;
    begin();
    until(1100);
    assertThat(redo.times).containsExactly(1000L);
    assertThat(own.problem()).isEqualTo("IllegalStateException: told to fail");
    until(4500);
    assertThat(redo.times).as("not each time it is asked").hasSize(2);
  }

  @Test
  void endsWithItsThreads() {
    Node own = listing.with(Node.connected("own:8848"), LISTED);
    begin();
    until(500);
    threads.end();
    int asked = listing.asked(own);
    until(5000);
    assertThat(listing.asked(own)).isEqualTo(asked);
    assertThat(redo.times).isEmpty();
  }

  /** It may have been brought online since. */
  @Test
  void doesNotDeregisterBecauseOfAnAnswerThatComesAfterTheEnd() {
    Node slow =
        listing.with(
            Node.connected("slow:8848"),
            () -> {
              time.sleep(4000);
              return true;
            });
    begin();
    until(3000);
    threads.end();
    until(10_000);
    assertThat(redo.times).isEmpty();
    assertThat(slow.hasAnswered()).isFalse();
  }

  private void begin() {
    verification.begin(redo);
  }

  private boolean isSettled() {
    return verification.isSettled(time.now());
  }

  private void until(long millis) {
    time.advance(millis - millis());
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(time.now() - begun);
  }

  private static boolean fail() {
    throw new IllegalStateException("HTTP 403");
  }

  private final class Redo implements Verification.Redo {
    final List<Long> times = new ArrayList<>();
    boolean deregistered = true;
    boolean fails;

    @Override
    public boolean isDeregistered() {
      return deregistered;
    }

    @Override
    public void deregister() {
      times.add(millis());
      if (fails) {
        throw new IllegalStateException("told to fail");
      }
    }
  }
}
