package io.github.nacosgraceful.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Times are milliseconds since it began. */
class QuestionTest {

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final FakeListing listing = new FakeListing(time);
  private final NodeThreads threads = new NodeThreads(time);
  private final List<String> seen = new ArrayList<>();
  private long pause = 50;

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void isAskedAgainAsLongAsSomebodyWantsToKnow() {
    Node node = listing.with(Node.connected("one:8848"), () -> time.now() - begun >= millis(100));
    ask(node);
    time.advance(60);
    assertThat(node.isGone()).isTrue();
    assertThat(node.goneAt()).as("since when, not when it was asked last").isEqualTo(at(0));
    assertThat(node.listedAt()).isEqualTo(Stamp.NEVER);
    time.advance(60);
    assertThat(node.isGone()).isFalse();
    assertThat(node.listedAt()).isEqualTo(at(100));
    pause = Question.NO_MORE;
    time.advance(1000);
    assertThat(seen).containsExactly("0 false", "50 false", "100 true", "150 true");
    assertThat(node.listedAt()).isEqualTo(at(100));
    assertThat(node.problem()).isNull();
  }

  /** Three hundred services are not asked about one by one. */
  @Test
  void isAskedBesideOthersWhereThereAreHundreds() {
    pause = Question.NO_MORE;
    Node node =
        listing.with(
            Node.known("one:8848"),
            () -> {
              time.sleep(10);
              return false;
            });
    for (int i = 0; i < 300; i++) {
      ask(node);
    }
    time.advance(745);
    assertThat(listing.asked(node)).as("75 by each of four").isEqualTo(300);
    assertThat(time.mostThreads()).isEqualTo(4);
  }

  @Test
  void keepsWhyTheNodeDidNotAnswerUntilItDoes() {
    Node node =
        listing.with(
            Node.named("one:8848"),
            () -> {
              throw new IllegalStateException(new IllegalArgumentException("HTTP 410"));
            });
    assertThat(node.problem()).isEqualTo("no answer");
    assertThat(node.counts()).isFalse();
    ask(node);
    time.advance(60);
    assertThat(seen).containsExactly("0 failed", "50 failed");
    assertThat(node.problem()).isEqualTo("IllegalArgumentException: HTTP 410");
    assertThat(node.hasAnswered()).isFalse();
    listing.answer(node, () -> true);
    time.advance(60);
    assertThat(node.problem()).isNull();
    assertThat(node.counts()).isTrue();
  }

  @Test
  void takesWhatFailsAfterAnAnswerForNoAnswer() {
    Node node = listing.with(Node.known("one:8848"), () -> true);
    new Question(
            listing,
            node,
            threads,
            new Question.Then() {
              @Override
              public long answered(boolean listed, long now) {
                throw new IllegalStateException("told to fail");
              }

              @Override
              public long failed() {
                return Question.NO_MORE;
              }
            })
        .ask();
    time.advance(1000);
    assertThat(listing.asked(node)).isEqualTo(1);
    assertThat(node.problem()).isEqualTo("IllegalStateException: told to fail");
    assertThat(node.hasAnswered()).isTrue();
  }

  @Test
  void isNotNotedAfterTheEnd() {
    Node node =
        listing.with(
            Node.known("one:8848"),
            () -> {
              time.sleep(500);
              return true;
            });
    ask(node);
    time.advance(100);
    threads.end();
    assertThat(threads.haveEnded()).isFalse();
    assertThat(threads.isBusy(node)).isTrue();
    assertThat(threads.isBusy(Node.known("two:8848"))).isFalse();
    time.advance(1000);
    assertThat(threads.haveEnded()).isTrue();
    assertThat(node.hasAnswered()).isFalse();
    assertThat(seen).isEmpty();
    ask(node);
    time.advance(1000);
    assertThat(listing.asked(node)).as("nothing is begun any more").isEqualTo(1);
  }

  /** For a web container that looks for threads when it stops an application. */
  @Test
  void isWaitedForAMomentAtTheEnd() {
    Node quick = listing.with(Node.known("quick:8848"), () -> true);
    Node slow =
        listing.with(
            Node.known("slow:8848"),
            () -> {
              time.sleep(500);
              return true;
            });
    ask(quick);
    time.advance(10);
    threads.end();
    assertThat(time.now()).isEqualTo(begun + millis(10));
    NodeThreads others = new NodeThreads(time);
    new Question(listing, slow, others, then()).ask();
    time.advance(0);
    others.end();
    assertThat(time.now() - begun).isBetween(millis(210), millis(212));
  }

  @Test
  void doesNotHoldUpThoseOfOtherNodes() {
    Node hanging = listing.with(Node.known("hanging:8848"), listing::hang);
    Node other = listing.with(Node.known("other:8848"), () -> false);
    ask(hanging);
    ask(hanging);
    ask(other);
    time.advance(60);
    assertThat(listing.asked(hanging)).as("one at a time").isEqualTo(1);
    assertThat(listing.asked(other)).isEqualTo(2);
  }

  private void ask(Node node) {
    new Question(listing, node, threads, then()).ask();
  }

  private Question.Then then() {
    return new Question.Then() {
      @Override
      public long answered(boolean listed, long now) {
        assertThat(now).isEqualTo(time.now());
        return see(String.valueOf(listed));
      }

      @Override
      public long failed() {
        return see("failed");
      }
    };
  }

  private long see(String what) {
    seen.add(TimeUnit.NANOSECONDS.toMillis(time.now() - begun) + " " + what);
    return pause;
  }

  private Stamp at(long millis) {
    return Stamp.at(begun + millis(millis));
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
