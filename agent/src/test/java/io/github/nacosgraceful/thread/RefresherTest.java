package io.github.nacosgraceful.thread;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RefresherTest {

  private final List<String> refreshed = new CopyOnWriteArrayList<>();

  @Test
  void refreshesOnceMoreForAllThatCameMeanwhileAndNeverTwiceAtATime() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Semaphore goOn = new Semaphore(0);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Refresher refresher =
        new Refresher(
            Refresher.threads("coalesces"),
            service -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              begun.countDown();
              goOn.acquireUninterruptibly();
              running.decrementAndGet();
              refreshed.add(service);
            });
    refresher.request("orders");
    assertThat(begun.await(10, SECONDS)).isTrue();
    for (int i = 0; i < 10; i++) {
      refresher.request("orders");
    }
    goOn.release(10);
    await().until(() -> refreshed.size() == 2 && threads("coalesces") == 0);
    assertThat(refreshed).containsExactly("orders", "orders");
    assertThat(most).hasValue(1);
  }

  @Test
  void isNotHeldUpByAnotherServiceThatHangs() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Refresher refresher =
        new Refresher(
            Refresher.threads("hangs"),
            service -> {
              if (service.equals("hangs")) {
                awaitUninterruptibly(over);
              }
              refreshed.add(service);
            });
    refresher.request("hangs");
    for (int i = 0; i < 5; i++) {
      refresher.request("hangs"); // one thread, however often it is asked
    }
    refresher.request("orders");
    await().until(() -> refreshed.contains("orders"));
    assertThat(refreshed).doesNotContain("hangs");
    over.countDown();
    await().until(() -> refreshed.contains("hangs"));
  }

  @Test
  void goesOnAfterARefreshThatThrows() {
    Refresher refresher =
        new Refresher(
            Refresher.threads("throws"),
            service -> {
              refreshed.add(service);
              throw new IllegalStateException("for the test");
            });
    refresher.request("orders");
    await().until(() -> refreshed.size() == 1);
    refresher.request("orders");
    await().until(() -> refreshed.size() == 2);
  }

  /** It would keep what it inherited from the thread that asked first. */
  @Test
  void keepsNoThreadWhenNothingIsAsked() {
    Refresher refresher = new Refresher(Refresher.threads("ends"), refreshed::add);
    refresher.request("orders");
    await().until(() -> refreshed.size() == 1);
    await().until(() -> threads("ends") == 0);
    refresher.request("orders");
    await().until(() -> refreshed.size() == 2);
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("nacos-graceful-" + name))
        .count();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await(10, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
