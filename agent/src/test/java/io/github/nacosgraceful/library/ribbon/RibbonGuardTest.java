package io.github.nacosgraceful.library.ribbon;

import static io.github.nacosgraceful.library.ribbon.Balancer.servers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.netflix.loadbalancer.IPing;
import com.netflix.loadbalancer.Server;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Reporter;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time passes by hand, and what threads of the agent would do is done by {@link #background}. */
class RibbonGuardTest {

  private final FakeScheduler time = new FakeScheduler();
  private final Services services = new Services(new WarmUps(0.5));
  private final Queue<Runnable> handedOver = new ConcurrentLinkedQueue<>();
  private final RibbonGuard guard = guard(false);
  private volatile List<Server> registry = servers("a:1");
  private final Balancer balancer = new Balancer("orders", guard, () -> registry);

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void refreshesAnOlderListBeforeThePick() {
    push("a:1");
    registry = servers("b:1");
    push("b:1");
    assertThat(balancer.pick()).isEqualTo("b:1");
  }

  @Test
  void fetchesNothingWhileNothingChanges() {
    push("a:1");
    background();
    int fetched = balancer.fetched.size();
    for (int i = 0; i < 100; i++) {
      balancer.pick();
    }
    assertThat(balancer.fetched).hasSize(fetched);
    assertThat(handedOver).isEmpty();
  }

  @Test
  void refreshesInTheBackgroundForWhoeverReadsTheListWithoutPicking() {
    push("a:1");
    background();
    registry = servers("b:1");
    push("b:1");
    assertThat(balancer.all).hasToString("[a:1]");
    background();
    assertThat(balancer.all).hasToString("[b:1]");
  }

  @Test
  void refreshesWhereListsAreToBeReadAnewAlthoughNacosSaidNothing() {
    push("a:1");
    background();
    registry = servers("b:1");
    services.touch("orders");
    assertThat(balancer.pick()).isEqualTo("b:1");
  }

  /**
   * A refresh of the configuration shuts a NamingService down, and the next lookup makes another.
   */
  @Test
  void refreshesUntilAClientIsToldInPlaceOfOneThatIsShutDown() {
    Reporter old = new Reporter(this);
    services.bump(Reports.to(old, "G@@orders", "a:1"));
    background();
    int fetched = balancer.fetched.size();
    services.closed(old, true);
    assertThat(handedOver).as("which would make one where nobody calls").isEmpty();
    assertThat(balancer.pick()).as("still through the old one").isEqualTo("a:1");
    balancer.pick();
    background();
    assertThat(balancer.fetched).hasSize(fetched + 1);
    registry = servers("b:1");
    time.advance(100);
    assertThat(balancer.pick()).isEqualTo("b:1");
    push("b:1");
    background();
    fetched = balancer.fetched.size();
    time.advance(1_000);
    balancer.pick();
    assertThat(balancer.fetched).as("as ever from now on").hasSize(fetched);
    assertThat(handedOver).isEmpty();
  }

  @Test
  void leavesServicesOfOtherRegistriesToRibbon() {
    services.bump(Reports.of("bills", "a:1"));
    balancer.pick();
    background();
    assertThat(balancer.fetched).as("its own first update").hasSize(1);
    registry = servers();
    balancer.updateListOfServers();
    assertThat(balancer.all).as("that is empty, and nobody knows better").isEmpty();
  }

  @Test
  void keepsTheServersWhereAFetchFailsAndTriesAgainEachSecondInTheBackground() {
    push("a:1");
    background();
    balancer.source =
        () -> {
          throw new IllegalStateException("told to fail");
        };
    push("b:1");
    assertThat(balancer.pick()).as("the pick does not fail").isEqualTo("a:1");
    int fetched = balancer.fetched.size();
    balancer.source = () -> servers("b:1");
    time.advance(999);
    assertThat(balancer.pick()).isEqualTo("a:1");
    background();
    assertThat(balancer.fetched).as("within a second").hasSize(fetched);
    time.advance(1);
    assertThat(balancer.pick()).as("it is another thread's turn").isEqualTo("a:1");
    assertThat(balancer.fetched).hasSize(fetched);
    background();
    assertThat(balancer.pick()).isEqualTo("b:1");
  }

  @Test
  void keepsTheServersWhereAFetchComesBackEmptyWhileNacosListsSome() {
    push("a:1");
    background();
    registry = servers();
    push("b:1");
    assertThat(balancer.pick()).isEqualTo("a:1");
    registry = servers("b:1");
    time.advance(1000);
    balancer.pick();
    background();
    assertThat(balancer.pick()).isEqualTo("b:1");
  }

  /** What is listed is the service of this name in another group. */
  @Test
  void takesAnEmptyListAtOnceThatNacosReportsOfOneGroup() {
    services.bump(Reports.of("OTHER@@orders", "c:1"));
    push("a:1");
    background();
    registry = servers();
    push();
    assertThat(balancer.pick()).isEqualTo("null");
  }

  /** It may be of a registry that has a service of the same name. */
  @Test
  void takesAnEmptyListAfterThirtySecondsWhereNacosListsOthers() {
    push("c:1");
    background();
    registry = servers();
    push("c:1");
    assertThat(balancer.pick()).isEqualTo("a:1");
    time.advance(29_999);
    balancer.updateListOfServers();
    assertThat(balancer.pick()).isEqualTo("a:1");
    time.advance(1);
    balancer.updateListOfServers();
    assertThat(balancer.pick()).isEqualTo("null");
  }

  @Test
  void takesAnEmptyListThatNacosReports() {
    push("a:1");
    background();
    registry = servers();
    push();
    assertThat(balancer.pick()).isEqualTo("null");
  }

  @Test
  void doesNotPingOnAThreadThatPicks() {
    push("a:1");
    background();
    balancer.ping = new IPing() {};
    registry = servers("b:1");
    push("b:1");
    assertThat(balancer.pick()).isEqualTo("a:1");
    background();
    assertThat(balancer.pick()).isEqualTo("b:1");
  }

  /** Ribbon drops the pings of a new list while a round of those of the old one runs. */
  @Test
  void updatesOnceMoreAfterARoundOfPingsThatPutsTheOldServersBack() {
    push("a:1");
    background();
    pingsUntil(3000);
    push("b:1");
    background();
    assertThat(fetchedAt).containsExactly(0L, 3000L);
    assertThat(balancer.getReachableServers()).hasToString("[b:1]");
  }

  @Test
  void waitsForPingsForTenSecondsAtMost() {
    push("a:1");
    background();
    pingsUntil(60_000);
    push("b:1");
    background();
    assertThat(fetchedAt).startsWith(0L, 10_000L);
  }

  private final List<Long> fetchedAt = new ArrayList<>();

  private void pingsUntil(long millis) {
    balancer.ping = new IPing() {};
    balancer.pings = true;
    balancer.reachable = servers("a:1");
    long begun = time.now();
    balancer.source =
        () -> {
          fetchedAt.add(TimeUnit.NANOSECONDS.toMillis(time.now() - begun));
          return servers("b:1");
        };
    time.start(
        new Thread(
            () -> {
              time.pause(millis);
              balancer.pings = false;
            }));
  }

  @Test
  void letsAnEventLoopGoOnWhileAnotherThreadRefreshes() throws Exception {
    push("a:1");
    background();
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    balancer.source =
        () -> {
          fetching.countDown();
          answer.await();
          return servers("b:1");
        };
    push("b:1");
    Thread other = new Thread(balancer::pick);
    other.start();
    fetching.await();
    String[] picked = {null};
    Thread loop = new Thread(() -> picked[0] = balancer.pick(), "reactor-http-epoll-1");
    loop.start();
    loop.join(TimeUnit.SECONDS.toMillis(10));
    assertThat(picked[0]).isEqualTo("a:1");
    answer.countDown();
    other.join();
    assertThat(balancer.pick()).isEqualTo("b:1");
  }

  @Test
  void letsARulePickWhileItsListIsRefreshed() {
    push("a:1");
    String[] picked = {null};
    balancer.source =
        () -> {
          picked[0] = balancer.pick();
          return servers("b:1");
        };
    push("b:1");
    assertThat(balancer.pick()).isEqualTo("b:1");
    assertThat(picked[0]).isEqualTo("a:1");
  }

  /** An instance that came back would else be avoided for what its predecessor did. */
  @Test
  void forgetsTheFailuresOfServersThatAreNew() {
    push("a:1");
    registry = servers("a:1", "b:1");
    push("a:1", "b:1");
    balancer.pick();
    assertThat(failuresOf("a:1")).isEqualTo(3);
    assertThat(failuresOf("b:1")).isZero();
  }

  private int failuresOf(String address) {
    return balancer.stats.getSingleServerStat(servers(address).get(0)).failures;
  }

  @Test
  void changesNothingInADryRun() {
    Balancer dry = new Balancer("orders", guard(true), () -> registry);
    push("a:1");
    registry = servers("b:1");
    push("b:1");
    assertThat(dry.pick()).isEqualTo("a:1");
  }

  @Test
  void guardsTheBalancersOfOneServiceEach() {
    Balancer other = new Balancer("bills", guard, () -> registry);
    push("a:1");
    services.bump(Reports.of("bills", "a:1"));
    background();
    int fetched = other.fetched.size();
    registry = servers("b:1");
    push("b:1");
    other.pick();
    background();
    assertThat(other.fetched).hasSize(fetched);
    assertThat(balancer.all).hasToString("[b:1]");
  }

  @Test
  void doesNotHoldBalancers() {
    WeakReference<Balancer> gone =
        new WeakReference<>(new Balancer("orders", guard, () -> registry));
    await()
        .until(
            () -> {
              System.gc();
              return gone.get() == null;
            });
    push("a:1");
    background();
    assertThat(balancer.all).hasToString("[a:1]");
  }

  @Test
  void readsTheAddressOfAServer() throws Throwable {
    assertThat(RibbonHandles.of(balancer).address(servers("[::1]:1").get(0)))
        .isEqualTo(HostPort.of("0:0:0:0:0:0:0:1", 1));
  }

  private RibbonGuard guard(boolean dryRun) {
    return new RibbonGuard(services, new DryRun(dryRun), time, handedOver::add);
  }

  private void push(String... instances) {
    services.bump(Reports.of("G@@orders", instances));
  }

  private void background() {
    for (Queue<Runnable> now = new ArrayDeque<>(handedOver);
        !now.isEmpty();
        now = new ArrayDeque<>(handedOver)) {
      handedOver.removeAll(now);
      now.forEach(Runnable::run);
    }
  }
}
