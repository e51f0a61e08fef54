package io.github.nacosgraceful.departure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.instance.Instances;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.node.FakeListing;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.node.Owners;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.Deadline;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Times are milliseconds since it began; the deadlines are 3 s and 8 s after that. */
class DepartureTest {

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final Gate gate = new Gate(time);
  private final DepartureThreads threads = new DepartureThreads(time);
  private final LateBeats late = new LateBeats(gate);
  private final Relisted relisted = new Relisted();
  private final Deadline deadline = new Deadline(at(3000), at(8000));
  private final List<FakeNamingService> services = new ArrayList<>();
  private final List<Leaver> leavers = new ArrayList<>();
  private final Departure departure =
      new Departure(leavers, threads, late, relisted, deadline, at(8000));

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void isSettledWhenEveryNodeOfEveryRegistrationSaysThatItIsGone() {
    leave(new FakeNamingService.Plain(), listing(() -> millis() < 500));
    leave(new FakeNamingService.Plain(), listing(() -> millis() < 900));
    until(880);
    assertThat(isSettled()).isFalse();
    until(900);
    assertThat(isSettled()).isTrue();
    assertThat(departure.hasLeft()).isTrue();
    assertThat(departure.isNothing()).isFalse();
    assertThat(departure.change().doneAt().nanos()).isEqualTo(begun);
  }

  /** Nacos 2 and 3 tell the callers half a second later, server 1 a second. */
  @Test
  void waitsWhereNoListShowsThatCallersWereTold() {
    leave(new FakeNamingService.Plain(), null);
    until(1199);
    assertThat(isSettled()).isFalse();
    until(1200);
    assertThat(isSettled()).isTrue();
  }

  @Test
  void waitsWhereTheListIsLive() {
    leave(new FakeNamingService.Http(), listing(() -> false));
    until(1199);
    assertThat(isSettled()).isFalse();
    until(1200);
    assertThat(isSettled()).isTrue();
  }

  @Test
  void waitsForTheListThoughThatTimeIsOver() {
    leave(new FakeNamingService.Http(), listing(() -> millis() < 2000));
    until(1999);
    assertThat(isSettled()).isFalse();
    until(2000);
    assertThat(isSettled()).isTrue();
  }

  @Test
  void isSettledInAnyCaseWhenTheTimeToVerifyIsUp() {
    leave(new FakeNamingService.Plain(), listing(() -> true));
    until(7999);
    assertThat(isSettled()).isFalse();
    until(8000);
    assertThat(isSettled()).isTrue();
  }

  @Test
  void isSettledWhenEverythingWasTriedInVain() {
    leave(failing(new FakeNamingService.Plain()), null);
    until(2999);
    assertThat(isSettled()).isFalse();
    until(3000);
    assertThat(isSettled()).isTrue();
    assertThat(departure.hasLeft()).isFalse();
  }

  /** A server that hears of a closed connection tells the callers half a second later. */
  @Test
  void waitsAMomentAfterAConnectionWasClosed() {
    FakeNamingService service = new FakeNamingService.Grpc();
    service.behaviour =
        () -> {
          if (!service.calls.contains("close")) {
            fail();
          }
        };
    leave(service, null);
    until(3599);
    assertThat(service.calls).contains("close");
    assertThat(isSettled()).isFalse();
    until(3600);
    assertThat(isSettled()).isTrue();
  }

  @Test
  void hasLeftWithTheFirstRegistration() {
    leave(failing(new FakeNamingService.Plain()), null);
    leave(new FakeNamingService.Plain(), null);
    until(2000);
    assertThat(departure.hasLeft()).isTrue();
    assertThat(isSettled()).as("the other one").isFalse();
  }

  @Test
  void isNotSettledWhileARegistrationIsOnItsWay() throws Throwable {
    Object entered = beat().enter(null, "orders", "G", null);
    leave(new FakeNamingService.Plain(), listing(() -> false));
    until(1000);
    assertThat(isSettled()).isFalse();
    beat().exit(entered, null, null);
    assertThat(isSettled()).as("the gate is open: nobody closed it").isTrue();
  }

  /** A list shows within 0.7 s that a late beat has brought the instance back. */
  @Test
  void waitsForWhatAnotherLateBeatMayHaveDone() throws Throwable {
    Object entered = beat().enter(null, "orders", "G", null);
    new Registrations(gate, new Contexts()).takeOffline();
    leave(new FakeNamingService.Plain(), listing(() -> false));
    until(1000);
    beat().exit(entered, null, null);
    until(1699);
    assertThat(isSettled()).isFalse();
    until(1700);
    assertThat(isSettled()).isTrue();
  }

  @Test
  void doesNotWaitForABeatThatCameBeforeItWasDeregistered() throws Throwable {
    Object entered = beat().enter(null, "orders", "G", null);
    new Registrations(gate, new Contexts()).takeOffline();
    beat().exit(entered, null, null);
    until(10);
    leave(new FakeNamingService.Plain(), listing(() -> false));
    until(20);
    assertThat(isSettled()).isTrue();
  }

  @Test
  void isNothingWithoutAnOwner() {
    assertThat(departure.isNothing()).isTrue();
    assertThat(departure.hasLeft()).isFalse();
  }

  @Test
  void asksNobodyAfterItsEnd() {
    FakeListing listing = listing(() -> true);
    leave(new FakeNamingService.Plain(), listing);
    until(100);
    departure.end();
    until(5000);
    assertThat(services.get(0).calls).hasSize(1);
  }

  private Handler beat() {
    return gate.onWire();
  }

  private static FakeNamingService failing(FakeNamingService service) {
    service.behaviour = DepartureTest::fail;
    return service;
  }

  private static void fail() {
    throw new IllegalStateException("told to fail");
  }

  private FakeListing listing(Callable<Boolean> listed) {
    FakeListing listing = new FakeListing(time);
    listing.with(Node.connected("node-" + leavers.size() + ":8848"), listed);
    return listing;
  }

  /**
   * @param listing null for none
   */
  private void leave(FakeNamingService service, FakeListing listing) {
    services.add(service);
    Registration registration =
        new Registration(
            service,
            "orders",
            "G",
            Collections.singletonList(Instances.at(8080 + leavers.size())),
            false);
    Owner owner = new Owners().of(registration);
    Leaver leaver =
        new Leaver(
            registration,
            owner,
            true,
            listing == null ? null : verification(registration, owner, listing),
            threads,
            deadline,
            time);
    leavers.add(leaver);
    leaver.start();
  }

  private Verification verification(Registration registration, Owner owner, FakeListing listing) {
    return new Verification(
        registration, listing, threads.nodes(), threads.of(owner).lookUps(), late, relisted, time);
  }

  private boolean isSettled() {
    return departure.isSettled(time.now());
  }

  private void until(long millis) {
    time.advance(millis - millis());
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(time.now() - begun);
  }

  private long at(long millis) {
    return begun + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
