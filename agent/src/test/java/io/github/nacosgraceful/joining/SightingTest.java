package io.github.nacosgraceful.joining;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.node.FakeListing;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.thread.FakeScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SightingTest {

  private final FakeScheduler time = new FakeScheduler();
  private final FakeListing listing = new FakeListing(time);
  private final NodeThreads threads = new NodeThreads(time);
  private final Sighting sighting = new Sighting(listing, threads, time);

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void isSettledWhenEveryNodeListsIt() {
    Node one = listing.with(Node.connected("one:8848"), () -> true);
    Node two = listing.with(Node.known("two:8848"), () -> false);
    sighting.begin();
    time.advance(100);
    assertThat(isSettled()).isFalse();
    listing.answer(two, () -> true);
    time.advance(25);
    assertThat(isSettled()).isTrue();
    time.advance(1000);
    assertThat(listing.asked(one)).as("no more than that").isEqualTo(1);
    assertThat(listing.asked(two)).isEqualTo(6);
    assertThat(sighting.nodes()).containsExactly(one, two);
  }

  @Test
  void isNotSettledBeforeAllNodesAreKnown() {
    listing.with(Node.connected("one:8848"), () -> true);
    listing.lookUpTakes(1000);
    assertThat(isSettled()).as("before it begins").isFalse();
    sighting.begin();
    time.advance(999);
    assertThat(isSettled()).isFalse();
    assertThat(sighting.nodes()).isEmpty();
    time.advance(1);
    assertThat(isSettled()).isTrue();
  }

  @Test
  void waitsThreeSecondsForANodeThatDoesNotAnswer() {
    listing.with(Node.connected("one:8848"), () -> true);
    Node down =
        listing.with(
            Node.named("down:8848"),
            () -> {
              throw new IllegalStateException("HTTP 403");
            });
    sighting.begin();
    time.advance(2999);
    assertThat(isSettled()).isFalse();
    time.advance(1);
    assertThat(isSettled()).isTrue();
    assertThat(listing.asked(down)).as("each 200 ms").isEqualTo(16);
  }

  @Test
  void goesOnWaitingForANodeThatHasAnswered() {
    listing.with(Node.known("one:8848"), () -> false);
    sighting.begin();
    time.advance(10_000);
    assertThat(isSettled()).isFalse();
  }

  @Test
  void doesNotBeginAfterTheEnd() {
    listing.with(Node.known("one:8848"), () -> true);
    threads.end();
    sighting.begin();
    time.advance(1000);
    assertThat(time.started()).isEmpty();
    assertThat(isSettled()).isFalse();
  }

  private boolean isSettled() {
    return sighting.isSettled(time.now());
  }
}
