package io.github.nacosgraceful.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.config.Verify;
import io.github.nacosgraceful.context.Availability;
import io.github.nacosgraceful.context.BootContext;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.context.FakeContext;
import io.github.nacosgraceful.departure.Departure;
import io.github.nacosgraceful.departure.Departures;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole drains, of a client that a test has said how to behave. Times are milliseconds. */
class DrainsTest {

  /** {@code Traffic} has the clock of the JVM. */
  private final FakeScheduler time = new FakeScheduler(System.nanoTime());

  private final long begun = time.now();
  private final Contexts contexts = new Contexts();
  private final Gate gate = new Gate(time);
  private final Registrations registrations = new Registrations(gate, contexts, time);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final Traffic traffic = new Traffic();
  private final FakeNamingService service = new FakeNamingService.Plain();
  private Set<String> servers = Collections.emptySet();
  private boolean uncounted;

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void deregistersAndHandsOverWhenNobodyCalls() throws Throwable {
    register("orders");
    Drains drains = drains("");
    assertThat(drains.drainAll("Shutdown")).isTrue();
    assertThat(service.calls).containsExactly("deregister orders 8080");
    assertThat(only(drains).summary())
        .isEqualTo(
            "deregistered G@@orders [10.0.0.1:8080] at 0 ms, gone from 1 node at 0 ms; no request since"
                + " the stop; in flight 0; handed over at 105 ms; suppressed errors 0");
    assertThat(only(drains).isOk()).isTrue();
    assertThat(drains.isUnderWay()).isFalse();
    assertThat(registrations.isClosed()).isTrue();
    assertThat(time.started()).containsExactly("drain", "deregister", "verify-nodes");
  }

  /** From the first moment on: before Nacos hears of it, and until the process has ended. */
  @Test
  void saysGoodbyeBeforeItDeregisters() throws Throwable {
    registrations.sayGoodbye(7, traffic);
    register("orders");
    assertThat(traffic.goodbye()).isNull();
    String[] said = new String[1];
    service.behaviour = () -> said[0] = traffic.goodbye();
    drains("").drainAll("Shutdown");
    assertThat(said[0]).isEqualTo("10.0.0.1:8080; start=7");
    assertThat(traffic.goodbye()).isEqualTo(said[0]);
  }

  @Test
  void servesOnWhileRequestsAreInFlight() throws Throwable {
    register("orders");
    traffic.begin();
    at(
        2000,
        () -> {
          assertThat(traffic.isClosing()).isTrue();
          traffic.end();
        });
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(millis()).isBetween(2015L, 2025L);
    assertThat(only(drains).isOk()).isTrue();
    assertThat(traffic.isClosing()).as("over").isFalse();
  }

  @Test
  void endsInTimeWithARequestThatDoesNotEnd() throws Throwable {
    register("orders");
    traffic.begin();
    Drains drains = drains("shutdown.timeout=10s");
    onSignal(drains);
    assertThat(millis()).isEqualTo(9800);
    assertThat(only(drains).summary())
        .contains("; in flight 1; time is up; handed over at 9800 ms");
    assertThat(only(drains).isOk()).isFalse();
  }

  /** The request that calls System.exit cannot end before the drain is over. */
  @Test
  void doesNotWaitForTheRequestThatStopsTheProcess() throws Throwable {
    register("orders");
    traffic.begin();
    servers = Collections.singleton(getClass().getName());
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(millis()).isBetween(100L, 1000L);
    assertThat(only(drains).summary()).contains("; in flight 0;");
  }

  /** A server of Netty, Vert.x, Armeria or the JDK: no silence shows that callers have left. */
  @Test
  void servesOnForAWhileWhereRequestsAreNotCounted() throws Throwable {
    register("orders");
    uncounted = true;
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(millis()).as("5 s after callers were told").isBetween(5000L, 5010L);
    assertThat(only(drains).summary()).contains("; its requests are not counted; handed over at");
    assertThat(only(drains).isOk()).isTrue();
  }

  @Test
  void servesOnForTheQuietPeriodThatIsAskedForWhereRequestsAreNotCounted() throws Throwable {
    register("orders");
    uncounted = true;
    drains("drain.quiet=1s").drainAll("Shutdown");
    assertThat(millis()).isBetween(1000L, 1010L);
  }

  @Test
  void doesNotServeOnForNobodyWhoWasTold() throws Throwable {
    register("orders");
    uncounted = true;
    service.behaviour = DrainsTest::fail;
    drains("").drainAll("Shutdown");
    assertThat(millis()).as("deregister.timeout").isBetween(3000L, 3100L);
  }

  @Test
  void tellsCallersToCloseTheirConnectionsFromTheFirstMomentOn() throws Throwable {
    register("orders");
    service.behaviour = () -> time.sleep(500);
    boolean[] closing = new boolean[1];
    at(1, () -> closing[0] = traffic.isClosing());
    drains("").drainAll("Shutdown");
    assertThat(closing[0]).as("before Nacos has answered").isTrue();
  }

  @Test
  void tellsThoseAgainWhoHaveComeBack() throws Throwable {
    register("orders");
    AtomicInteger told = new AtomicInteger();
    traffic.whenClosing(told::incrementAndGet);
    traffic.begin();
    at(2500, traffic::end);
    drains("").drainAll("Shutdown");
    assertThat(told).as("at 0, 1 and 2 s").hasValue(3);
  }

  /** A gateway that registers nothing, behind a balancer that takes three seconds. */
  @Test
  void servesOnWhereNothingIsRegisteredUntilNobodyCalls() {
    callEach(50, 3000);
    time.advance(1000);
    Drains drains = drains("");
    long from = millis();
    assertThat(drains.drainAll("Shutdown")).as("nobody has to wait once more").isTrue();
    assertThat(millis() - from).isBetween(2250L, 2400L);
    assertThat(only(drains).summary())
        .startsWith("nothing is registered; last request at 2000 ms")
        .contains("; in flight 0; handed over at 2300 ms")
        .endsWith("; suppressed errors 0");
    assertThat(only(drains).isOk()).isTrue();
    assertThat(drains.isUnderWay()).isFalse();
  }

  /** Then the application's own shutdown deregisters, and waits, as without the agent. */
  @Test
  void doesNotSayThatItHasDrainedWhatItMayHaveMissed() {
    callEach(50, 1000);
    time.advance(1000);
    Drains drains = drains("");
    drains.mayMissRegistrations();
    assertThat(drains.drainAll("Shutdown")).isFalse();
  }

  @Test
  void servesOnAtLeastAsLongAsIsAskedForWhereNothingIsRegistered() {
    callEach(50, 1000);
    time.advance(1000);
    long from = millis();
    drains("drain.min=10s").drainAll("Shutdown");
    assertThat(millis() - from).isBetween(10_000L, 10_010L);
  }

  @Test
  void endsWhereCallersPlainlyStay() throws Throwable {
    register("orders");
    callEach(50, 60_000);
    time.advance(1000);
    Drains drains = drains("");
    long from = millis();
    drains.drainAll("Shutdown");
    assertThat(millis() - from).isBetween(8_100L, 8_150L);
    assertThat(only(drains).summary())
        .contains("; in flight 0; callers stay: 20 calls a second; handed over at 81");
    assertThat(only(drains).isOk()).isFalse();
  }

  @Test
  void endsWhereCallersPlainlyStayThoughNothingIsRegistered() {
    callEach(50, 60_000);
    time.advance(1000);
    long from = millis();
    drains("").drainAll("Shutdown");
    assertThat(millis() - from).isBetween(8_100L, 8_150L);
  }

  /** Never worse than plain. */
  @Test
  void handsOverAtOnceWhereNothingIsRegisteredAndNobodyCalls() {
    traffic.begin();
    traffic.end();
    time.advance(61_000);
    long from = millis();
    drains("drain.min=10s").drainAll("Shutdown");
    assertThat(millis()).isEqualTo(from);
  }

  /** A batch that was scraped, or that has called itself. */
  @Test
  void handsOverAtOnceWhereNothingIsRegisteredAndHardlyAnybodyCalls() {
    callEach(6000, 60_000);
    time.advance(60_000);
    long from = millis();
    drains("").drainAll("Shutdown");
    assertThat(millis()).isEqualTo(from);
  }

  @Test
  void handsOverAtOnceWhereWhatServedWasClosedBefore() {
    callEach(50, 1000);
    FakeContext context = new FakeContext(contexts, null, 8080);
    context.refresh();
    time.advance(1000);
    context.close();
    long from = millis();
    drains("").drainAll("Shutdown");
    assertThat(millis()).isEqualTo(from);
  }

  /** Whoever has taken it offline by hand has waited for its callers. */
  @Test
  void handsOverAtOnceWhatWasTakenOfflineBefore() throws Throwable {
    register("orders");
    Drains drains = drains("");
    drains.offline();
    callEach(50, 60_000);
    time.advance(1000);
    long from = millis();
    drains.drainAll("Shutdown");
    assertThat(millis()).isEqualTo(from);
  }

  @Test
  void handsOverAtOnceWhereNothingOfNacosIsHooked() {
    callEach(50, 60_000);
    time.advance(1000);
    long from = millis();
    drains("nacos=off").drainAll("Shutdown");
    assertThat(millis()).isEqualTo(from);
  }

  /** Its own answer cannot be sent before, and nobody else calls. */
  @Test
  void doesNotWaitForTheRequestThatStopsAProcessWithoutRegistrations() {
    traffic.begin();
    servers = Collections.singleton(getClass().getName());
    drains("").drainAll("Shutdown");
    assertThat(millis()).isLessThan(1000);
  }

  @Test
  void letsSpringBootRefuseTrafficUntilItIsBack() throws Throwable {
    BootContext application = BootContext.run(contexts);
    register("orders");
    service.behaviour = () -> time.sleep(500);
    List<String> soon = new ArrayList<>();
    at(1, () -> soon.addAll(application.heard));
    Drains drains = drains("");
    drains.offline();
    assertThat(soon).as("before Nacos has answered").containsExactly("REFUSING_TRAFFIC");
    drains.comeBack();
    time.advance(0);
    assertThat(application.heard).containsExactly("REFUSING_TRAFFIC", "ACCEPTING_TRAFFIC");
  }

  @Test
  void letsSpringBootSayWhatItSaysWhereNobodyCalls() {
    BootContext application = BootContext.run(contexts);
    drains("").drainAll("Shutdown");
    assertThat(application.heard).isEmpty();
  }

  /** Requests that come in one after the other, as the clock goes on. */
  private void callEach(long millis, long forMillis) {
    time.start(
        new Thread(
            () -> {
              for (long passed = 0; passed < forMillis; passed += millis) {
                time.pause(millis);
                traffic.begin(time.now());
                traffic.end();
              }
            }));
  }

  /** {@code /actuator/stop} of the application's own: it is none of those in flight. */
  @Test
  void waitsForOtherRequestsWhereTheOneThatStopsTheProcessDoesNotCount() throws Throwable {
    register("orders");
    traffic.begin();
    at(2000, traffic::end);
    servers = Collections.singleton(getClass().getName());
    traffic.threadsAside().begin();
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    traffic.threadsAside().end();
    assertThat(millis()).isBetween(2015L, 2025L);
  }

  /** A DeferredResult, a scheduler of Reactor: nothing shows on that thread what it serves. */
  @Test
  void waitsFiveSecondsForARequestThatMayBeTheOneThatStopsTheProcess() throws Throwable {
    register("orders");
    traffic.begin();
    traffic.begin();
    at(1000, traffic::end);
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(millis()).as("since the others have ended").isBetween(6000L, 6050L);
    assertThat(only(drains).summary()).contains("; in flight 0;");
    assertThat(only(drains).isOk()).isTrue();
  }

  private static void onSignal(Drains drains) {
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    thread.setName("SIGTERM handler");
    try {
      drains.drainAll("Shutdown");
    } finally {
      thread.setName(name);
    }
  }

  /** Server-sent events of a language model, for one. */
  @Test
  void waitsForAStreamThatBeganAMomentAgoToItsEnd() throws Throwable {
    register("orders");
    Object stream = new Object();
    traffic.begin();
    traffic.begin(Endless.EVENT_STREAM, stream);
    at(
        15_000,
        () -> {
          traffic.end(Endless.EVENT_STREAM, stream);
          traffic.end();
        });
    Drains drains = drains("");
    onSignal(drains);
    assertThat(millis()).isBetween(15_000L, 15_050L);
    assertThat(only(drains).isOk()).isTrue();
    assertThat(drains.waitedInVain()).as("nothing is in flight").isZero();
  }

  @Test
  void tellsHowLongItHasWaitedInVain() throws Throwable {
    register("orders");
    traffic.begin();
    traffic.begin(Endless.EVENT_STREAM, new Object());
    time.advance(20_000); // now it is endless
    Drains drains = drains("");
    onSignal(drains);
    assertThat(drains.waitedInVain()).isBetween(5_000L, 5_050L);
    assertThat(only(drains).summary()).contains("; in flight 0; still open 1 event stream;");
    time.advance(10_000);
    assertThat(drains.waitedInVain()).as("of another stop").isZero();
  }

  @Test
  void saysWhatIsNotDeregistered() throws Throwable {
    register("orders");
    service.behaviour = DrainsTest::fail;
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(millis()).as("deregister.timeout").isBetween(3000L, 3100L);
    assertThat(only(drains).summary())
        .startsWith(
            "NOT deregistered: G@@orders [10.0.0.1:8080] (IllegalStateException: told to fail)");
    assertThat(traffic.isClosing()).isFalse();
  }

  @Test
  void asksAClientThatHangsAgainAndEndsInTime() throws Throwable {
    register("orders");
    service.behaviour = () -> time.sleep(60_000);
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(service.calls).hasSize(5);
    assertThat(millis()).isBetween(3000L, 3100L);
    assertThat(only(drains).summary())
        .startsWith("NOT deregistered: G@@orders [10.0.0.1:8080] (no answer)");
  }

  @Test
  void saysWhichNodeDoesNotConfirmIt() throws Throwable {
    register("orders");
    Instance stays = instance();
    service.list = () -> List.of(stays);
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(millis()).as("3 s to deregister, 5 s to verify").isBetween(8100L, 8110L);
    assertThat(only(drains).summary())
        .contains("not confirmed by the connected node (still lists it)");
    assertThat(service.calls).as("again after 1 s and each 3 s").hasSize(4);
  }

  @Test
  void doesNotVerifyOnRequest() throws Throwable {
    register("orders");
    Drains drains = drains("verify=off");
    drains.drainAll("Shutdown");
    assertThat(only(drains).summary()).contains(" at 0 ms, not verified; ");
    assertThat(millis()).as("as long as Nacos may take").isBetween(1300L, 1305L);
  }

  /** Its callers are not told apart from those who stay. */
  @Test
  void doesNotCloseConnectionsWhileSomethingElseIsOnline() throws Throwable {
    register("orders");
    register("bills");
    boolean[] closed = new boolean[1];
    traffic.whenClosing(() -> closed[0] = true);
    Drains drains = drains("");
    assertThat(drains.drain("Closing context one", any -> any.service.equals("orders"))).isTrue();
    assertThat(closed[0]).isFalse();
    assertThat(millis()).as("the quiet period").isBetween(300L, 305L);
    assertThat(registrations.snapshot()).hasToString("[G@@bills [10.0.0.1:8080]]");
    assertThat(gate.isClosed()).isFalse();
  }

  @Test
  void goesOnAfterAFailureOfItsOwn() throws Throwable {
    register("orders");
    traffic.whenClosing(DrainsTest::fail);
    Drains drains = drains("");
    assertThat(drains.drainAll("Shutdown")).isTrue();
    assertThat(millis()).isEqualTo(105);
    assertThat(only(drains).summary()).startsWith("deregistered").endsWith("; suppressed errors 1");
    int[] asked = new int[1];
    service.list =
        () -> {
          asked[0]++;
          return Collections.emptyList();
        };
    time.advance(5000);
    assertThat(asked[0]).as("the node is not asked any more").isZero();
  }

  /** In the middle, and once more where it is told. */
  @Test
  void endsAfterAFailureThatStays() throws Throwable {
    register("orders");
    traffic
        .webSockets()
        .opened(
            service,
            any -> {
              if (traffic.isClosing()) {
                fail();
              }
              return true;
            });
    Drains drains = drains("");
    assertThat(drains.drainAll("Shutdown")).isTrue();
    assertThat(traffic.isClosing()).isFalse();
    time.advance(0); // throws what its thread has thrown
  }

  @Test
  void leavesBehindADrainThatHangs() throws Throwable {
    register("orders");
    traffic.whenClosing(() -> time.pause(3_600_000));
    Drains drains = drains("");
    assertThat(drains.drainAll("Shutdown")).isTrue();
    assertThat(millis()).isEqualTo(25_000);
    assertThat(drains.history().last()).isEmpty();
  }

  @Test
  void waitsForADrainThatIsUnderWay() throws Throwable {
    register("orders");
    traffic.begin();
    at(2000, traffic::end);
    Drains drains = drains("");
    Outcome[] offline = new Outcome[1];
    time.start(new Thread(() -> offline[0] = drains.offline()));
    time.advance(500);
    assertThat(drains.isUnderWay()).isTrue();
    assertThat(drains.drainAll("Shutdown")).isTrue();
    assertThat(millis()).isBetween(2015L, 2025L);
    time.advance(10);
    assertThat(drains.history().last()).containsExactly(offline[0]);
    assertThat(offline[0].summary()).startsWith("deregistered").contains("; over at 20");
    assertThat(service.calls).hasSize(1);
  }

  @Test
  void doesNotWaitForEverForAnotherDrain() throws Throwable {
    register("orders");
    traffic.whenClosing(() -> time.pause(3_600_000));
    Drains drains = drains("");
    time.start(new Thread(drains::offline));
    time.advance(5000);
    drains.drainAll("Shutdown");
    assertThat(millis()).isEqualTo(30_000);
  }

  @Test
  void saysThatThereIsNothingToTakeOffline() throws Throwable {
    Drains drains = drains("");
    assertThat(drains.offline().summary()).isEqualTo("nothing was online");
    assertThat(drains.offline().isOk()).isTrue();
    assertThat(drains.drain("Closing context one", any -> true)).isFalse();
    assertThat(drains.drainAll("Shutdown")).isFalse();
    assertThat(drains.history().last()).isEmpty();
    assertThat(millis()).isZero();
  }

  @Test
  void knowsWhatLeftBefore() throws Throwable {
    register("orders");
    Drains drains = drains("");
    drains.drain("Closing context one", any -> true);
    long before = millis();
    assertThat(drains.drain("Closing context one", any -> true)).isTrue();
    assertThat(drains.drainAll("Shutdown")).isTrue();
    assertThat(millis()).isEqualTo(before);
    assertThat(drains.history().count()).isEqualTo(1);
  }

  @Test
  void saysThatTheTimeIsUpByHandToo() throws Throwable {
    register("orders");
    traffic.whenClosing(() -> time.pause(3_600_000));
    Outcome outcome = drains("").offline();
    assertThat(outcome.summary()).isEqualTo("another drain took it offline, or time is up");
    assertThat(outcome.isOk()).isFalse();
  }

  @Test
  void deregistersInTheApplicationsPlace() throws Throwable {
    register("orders");
    drains("").drainAll("Shutdown");
    assertThat(applicationDeregisters("orders")).as("the agent has done it").isFalse();
  }

  /** Nacos may be back by then, and to deregister brings nothing back. */
  @Test
  void leavesToTheApplicationWhatItCouldNotDeregister() throws Throwable {
    register("orders");
    service.behaviour = DrainsTest::fail;
    assertThat(drains("").drainAll("Shutdown")).as("nor are its callers told").isFalse();
    assertThat(applicationDeregisters("orders")).isTrue();
    assertThat(applicationRegisters("orders")).as("it stays offline").isFalse();
  }

  @Test
  void leavesToTheApplicationWhatHangs() throws Throwable {
    register("orders");
    service.behaviour = () -> time.sleep(60_000);
    drains("").drainAll("Shutdown");
    assertThat(applicationDeregisters("orders")).isTrue();
  }

  /** It was registered before the agent came, or through an object that was not found. */
  @Test
  void leavesToTheApplicationWhatItNeverKnew() throws Throwable {
    drains("").drainAll("Shutdown");
    assertThat(applicationDeregisters("orders")).isTrue();
  }

  @Test
  void leavesToTheApplicationWhatADrainThatFailsHasNotBegun() throws Throwable {
    register("orders");
    Departures none =
        new Departures(3000, Verify.ALL, gate, time) {
          @Override
          public Departure begin(List<Registration> leaving, long now) {
            throw new OutOfMemoryError("unable to create native thread");
          }
        };
    Drains drains = drains("", none);
    assertThat(drains.drainAll("Shutdown")).as("and it waits for its callers itself").isFalse();
    assertThat(applicationDeregisters("orders")).isTrue();
  }

  /** It was taken offline, and then there is not even a drain. */
  @Test
  void leavesToTheApplicationWhatNoDrainIsMadeFor() throws Throwable {
    register("orders");
    servers =
        new AbstractSet<>() {
          @Override
          public boolean contains(Object name) {
            throw new OutOfMemoryError("told to fail");
          }

          @Override
          public Iterator<String> iterator() {
            throw new AssertionError();
          }

          @Override
          public int size() {
            throw new AssertionError();
          }
        };
    Drains drains = drains("");
    assertThatThrownBy(() -> drains.drainAll("Shutdown")).isInstanceOf(OutOfMemoryError.class);
    assertThat(applicationDeregisters("orders")).isTrue();
    assertThat(applicationRegisters("orders")).as("it stays offline").isFalse();
  }

  /** While the agent is at it, a second request would only take time. */
  @Test
  void leavesNothingToTheApplicationThatItIsAt() throws Throwable {
    register("orders");
    service.behaviour = () -> time.sleep(500);
    boolean[] reached = {true};
    at(
        100,
        () -> {
          try {
            reached[0] = applicationDeregisters("orders");
          } catch (Throwable t) {
            throw new IllegalStateException(t);
          }
        });
    drains("").drainAll("Shutdown");
    assertThat(reached[0]).isFalse();
    assertThat(applicationDeregisters("orders")).isFalse();
  }

  @Test
  void leavesToTheApplicationAlsoWhatAContextCouldNotDeregister() throws Throwable {
    register("orders");
    service.behaviour = DrainsTest::fail;
    assertThat(drains("").drain("Closing context one", any -> true)).isFalse();
    assertThat(applicationDeregisters("orders")).isTrue();
  }

  /** Whether it reaches the client. */
  private boolean applicationDeregisters(String name) throws Throwable {
    return handlers.onDeregister().enter(service, name, "G", instance()) == null;
  }

  private boolean applicationRegisters(String name) throws Throwable {
    return handlers.onRegister().enter(service, name, "G", instance()) == null;
  }

  @Test
  void changesNothingInADryRun() throws Throwable {
    register("orders");
    registrations.sayGoodbye(7, traffic);
    Drains drains = drains("dry-run=true");
    assertThat(drains.drain("Closing context one", any -> true)).isFalse();
    assertThat(drains.drainAll("Shutdown")).isFalse();
    assertThat(drains.offline().summary())
        .isEqualTo("dry-run: would deregister [G@@orders [10.0.0.1:8080]]");
    assertThat(traffic.goodbye()).isNull();
    assertThat(service.calls).isEmpty();
    assertThat(time.started()).isEmpty();
  }

  @Test
  void letsWhatIsOnItsWayArriveFirst() throws Throwable {
    register("orders");
    Handler beat = gate.onWire();
    Object entered = beat.enter(null, "orders", "G", null);
    at(200, () -> exit(beat, entered));
    drains("").drainAll("Shutdown");
    assertThat(millis()).as("and looks whether it came back").isBetween(305L, 315L);
    assertThat(service.calls).hasSize(1);
  }

  @Test
  void doesNotWaitForLongForWhatIsOnItsWay() throws Throwable {
    register("orders");
    Handler beat = gate.onWire();
    Object entered = beat.enter(null, "orders", "G", null);
    long[] deregistered = new long[1];
    service.behaviour = () -> deregistered[0] = millis();
    at(1000, () -> exit(beat, entered));
    drains("").drainAll("Shutdown");
    assertThat(deregistered[0]).isBetween(500L, 510L);
    assertThat(millis()).as("0.7 s until a list shows it, and last picks").isBetween(1800L, 1810L);
  }

  private static void exit(Handler beat, Object entered) {
    try {
      beat.exit(entered, null, null);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  private static void fail() {
    throw new IllegalStateException("told to fail");
  }

  private void at(long millis, Runnable work) {
    time.start(
        new Thread(
            () -> {
              time.pause(millis);
              work.run();
            }));
  }

  private Drains drains(String argument) {
    Settings settings = Settings.read(argument, new Properties(), Map.of());
    return drains(
        argument,
        new Departures(
            settings.get(Option.DEREGISTER_TIMEOUT), settings.get(Option.VERIFY), gate, time));
  }

  private Drains drains(String argument, Departures departures) {
    Settings settings = Settings.read(argument, new Properties(), Map.of());
    return new Drains(
        settings,
        new DryRun(settings.get(Option.DRY_RUN)),
        registrations,
        departures,
        traffic,
        new Availability(contexts, time),
        servers,
        leaving -> uncounted,
        new SuppressedErrors(),
        time);
  }

  private static Outcome only(Drains drains) {
    assertThat(drains.history().last()).hasSize(1);
    return drains.history().last().get(0);
  }

  private void register(String name) throws Throwable {
    handlers.onRegister().enter(service, name, "G", instance());
    service.registerInstance(name, "G", instance());
    service.calls.clear();
  }

  private static Instance instance() {
    Instance instance = new Instance();
    instance.setIp("10.0.0.1");
    instance.setPort(8080);
    return instance;
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(time.now() - begun);
  }
}
