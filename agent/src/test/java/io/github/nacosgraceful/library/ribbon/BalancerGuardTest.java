package io.github.nacosgraceful.library.ribbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeTicker;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BalancerGuardTest {

  private static final Function<Object, HostPort> HOST_PORT =
      server -> HostPort.parse(server.toString());

  private final FakeTicker time = new FakeTicker();
  private final Services services = new Services(new WarmUps(0.5));
  private final BalancerGuard guard = new BalancerGuard("orders", services, time, 20);
  private final AtomicInteger refreshes = new AtomicInteger();

  @BeforeEach
  void nacosListsTheService() {
    services.bump(Reports.of("orders", "a:1"));
  }

  @Test
  void isOfTheEpochThatWasTakenBeforeTheListWasRead() throws Throwable {
    guard.begin(List::of);
    services.bump(Reports.of("orders", "b:1"));
    guard.end(true);
    assertThat(guard.isCurrent()).isFalse();
    update(true);
    assertThat(guard.isCurrent()).isTrue();
  }

  @Test
  void isRefreshedOnceHoweverManyWaitForIt() throws Throwable {
    guard.refresh(this::refreshes);
    guard.refresh(this::refreshes);
    assertThat(guard.tryRefresh(true, this::refreshes)).isTrue();
    assertThat(refreshes).hasValue(1);
  }

  @Test
  void restsForASecondAfterAFailure() throws Throwable {
    update(false);
    assertThat(guard.hasFailed()).isTrue();
    time.advance(999);
    assertThat(guard.isFresh()).isTrue();
    time.advance(1);
    assertThat(guard.isFresh()).isFalse();
    update(true);
    assertThat(guard.hasFailed()).isFalse();
    assertThat(guard.isFresh()).isTrue();
  }

  @Test
  void letsGoOfTheLockWhereARefreshThrows() throws Throwable {
    assertThatThrownBy(
            () ->
                guard.refresh(
                    () -> {
                      throw new IllegalStateException("told to fail");
                    }))
        .hasMessage("told to fail");
    assertThatThrownBy(
            () ->
                guard.begin(
                    () -> {
                      throw new IllegalStateException("told to fail");
                    }))
        .hasMessage("told to fail");
    assertThat(guard.isRefreshingHere()).isFalse();
  }

  @Test
  void keepsAnEmptyListOutWithinAnUpdateOnly() throws Throwable {
    assertThat(keeps(guard)).as("set by somebody else").isFalse();
    guard.begin(() -> List.of("a:1"));
    assertThat(guard.keepsInsteadOf(List.of("b"), HOST_PORT)).isFalse();
    assertThat(keeps(guard)).isTrue();
    assertThat(guard.isKept()).isTrue();
    assertThat(guard.serversBefore()).hasToString("[a:1]");
    guard.end(false);
    guard.begin(List::of);
    assertThat(keeps(guard)).as("there was nothing before").isFalse();
    guard.end(true);
  }

  /** In another group, of which an empty list says nothing. */
  @Test
  void keepsWhatNacosDoesNotListForThirtySecondsOnly() throws Throwable {
    guard.begin(List::of);
    assertThat(guard.keepsInsteadOf(List.of("b:1"), HOST_PORT)).isFalse();
    guard.end(true);
    time.advance(29_999);
    assertThat(keepsTheServers("b:1")).isTrue();
    time.advance(1);
    assertThat(keepsTheServers("b:1")).isFalse();
    assertThat(keepsTheServers("a:1", "b:1")).as("one of them is listed").isTrue();
    assertThat(keepsTheServers("of another registry")).isFalse();
  }

  private boolean keepsTheServers(String... servers) throws Throwable {
    guard.begin(() -> List.of(servers));
    boolean keeps = keeps(guard);
    guard.end(!keeps);
    return keeps;
  }

  private static boolean keeps(BalancerGuard guard) {
    return guard.keepsInsteadOf(List.of(), HOST_PORT);
  }

  @Test
  void knowsNothingOfServicesOfOtherRegistries() throws Throwable {
    BalancerGuard other = new BalancerGuard("in-consul", services, time);
    assertThat(other.isOfNacos()).isFalse();
    assertThat(other.isCurrent()).isTrue();
    other.begin(() -> List.of("a"));
    assertThat(keeps(other)).isFalse();
    assertThat(other.serversBefore()).isNull();
    other.end(true);
  }

  @Test
  void isNotWaitedForByWhoMayNotWait() throws Throwable {
    whileAnotherUpdates(
        () -> assertThat(guard.tryRefresh(false, this::refreshes)).isFalse(),
        new CountDownLatch(1));
    assertThat(refreshes).hasValue(0);
  }

  @Test
  void isWaitedForUntilItIsKnownToHang() throws Throwable {
    whileAnotherUpdates(
        () -> {
          assertThat(guard.tryRefresh(true, this::refreshes)).isFalse();
          long begin = System.nanoTime();
          for (int i = 0; i < 1000; i++) {
            assertThat(guard.tryRefresh(true, this::refreshes)).isFalse();
          }
          assertThat(System.nanoTime() - begin)
              .as("the others do not wait")
              .isLessThan(5_000_000_000L);
        },
        new CountDownLatch(1));
    assertThat(guard.tryRefresh(true, this::refreshes)).as("it has ended").isTrue();
  }

  @Test
  void isWaitedForWhereItEndsInTime() throws Throwable {
    BalancerGuard patient = new BalancerGuard("orders", services, time, 60_000);
    CountDownLatch updating = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Thread other = updater(patient, updating, answer);
    updating.await();
    boolean[] refreshed = {false};
    Thread picks =
        new Thread(
            () -> {
              try {
                refreshed[0] = patient.tryRefresh(true, this::refreshes);
              } catch (Throwable t) {
                throw new AssertionError(t);
              }
            });
    picks.start();
    await().until(() -> picks.getState() == Thread.State.TIMED_WAITING);
    answer.countDown();
    picks.join();
    other.join();
    assertThat(refreshed[0]).isTrue();
    assertThat(refreshes).as("the other has done it").hasValue(0);
  }

  private interface Throwing {
    void run() throws Throwable;
  }

  private void whileAnotherUpdates(Throwing work, CountDownLatch answer) throws Throwable {
    CountDownLatch updating = new CountDownLatch(1);
    Thread other = updater(guard, updating, answer);
    updating.await();
    try {
      work.run();
    } finally {
      answer.countDown();
      other.join();
      services.bump(Reports.of("orders", "c:1"));
    }
  }

  private static Thread updater(
      BalancerGuard guard, CountDownLatch updating, CountDownLatch answer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                guard.begin(List::of);
                updating.countDown();
                answer.await();
                guard.end(true);
              } catch (Throwable t) {
                throw new AssertionError(t);
              }
            });
    thread.start();
    return thread;
  }

  private void refreshes() throws Throwable {
    refreshes.incrementAndGet();
    update(true);
  }

  private void update(boolean succeeds) throws Throwable {
    guard.begin(List::of);
    guard.end(succeeds);
  }
}
