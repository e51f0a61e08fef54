package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WebSocketsTest {

  private final WebSockets webSockets = new WebSockets();

  @Test
  void countsWithoutHoldingUpAHandshake() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Object session = new Object();
    webSockets.opened(
        session,
        any -> {
          asked.countDown();
          await(answer);
          return true;
        });
    CompletableFuture<Long> count = CompletableFuture.supplyAsync(webSockets::open);
    asked.await();
    Object other = new Object();
    try {
      CompletableFuture.runAsync(() -> webSockets.opened(other, any -> true))
          .get(20, TimeUnit.SECONDS);
    } finally {
      answer.countDown();
    }
    assertThat(count.get(20, TimeUnit.SECONDS)).isBetween(1L, 2L);
    assertThat(webSockets.open()).isEqualTo(2);
    assertThat(session).isNotEqualTo(other); // both are there until here
  }

  @Test
  void looksNoFurtherThanTheFirstThatIsOpen() {
    Object[] sessions = {new Object(), new Object(), new Object()};
    AtomicInteger asked = new AtomicInteger();
    for (Object session : sessions) {
      webSockets.opened(session, any -> asked.incrementAndGet() > 0);
    }
    assertThat(webSockets.isAnyOpen()).isTrue();
    assertThat(asked).hasValue(1);
    assertThat(webSockets.open()).isEqualTo(sessions.length);
  }

  @Test
  void forgetsThoseThatAreClosed() {
    Object session = new Object();
    AtomicInteger asked = new AtomicInteger();
    webSockets.opened(session, any -> asked.incrementAndGet() < 0);
    assertThat(webSockets.isAnyOpen()).isFalse();
    assertThat(webSockets.open()).isZero();
    assertThat(asked).hasValue(1);
    assertThat(session).isNotNull(); // it is there until here
  }

  /** What a session thinks of others is its own affair. */
  @Test
  void countsSessionsThatAreEqual() {
    Object one = new Equal();
    Object other = new Equal();
    webSockets.opened(one, any -> true);
    webSockets.opened(other, any -> true);
    assertThat(webSockets.open()).isEqualTo(2);
    assertThat(one).isEqualTo(other);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Equal {

    @Override
    public boolean equals(Object other) {
      return other instanceof Equal;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
