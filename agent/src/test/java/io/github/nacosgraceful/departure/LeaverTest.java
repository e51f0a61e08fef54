package io.github.nacosgraceful.departure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.Instances;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.node.FakeListing;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.node.Owners;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.thread.Deadline;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The deadline is 3 s after it began. */
class LeaverTest {

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final FakeListing listing = new FakeListing(time);
  private final DepartureThreads threads = new DepartureThreads(time);
  private final Deadline deadline = new Deadline(begun + TimeUnit.SECONDS.toNanos(3));
  private final Owners owners = new Owners();
  private FakeNamingService service = new FakeNamingService.Plain();
  private boolean whole = true;
  private boolean batch;
  private boolean ephemeral = true;
  private Verification verification;

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void deregistersEachInstanceThroughItsOwner() {
    Leaver leaver = leave(1, 2);
    time.advance(0);
    assertThat(service.calls).containsExactly("deregister orders 1", "deregister orders 2");
    assertThat(leaver.isDeregistered()).isTrue();
    assertThat(leaver.doneAt().nanos()).isEqualTo(begun);
    assertThat(leaver).hasToString("G@@orders [10.0.0.1:1, 10.0.0.1:2]");
    assertThat(leaver.nodes()).isEmpty();
    assertThat(time.started()).containsExactly("deregister");
  }

  @Test
  void takesABatchOutInOneRequestAfterTheClientHasForgottenIt() {
    service = new FakeNamingService.Grpc();
    batch = true;
    Leaver leaver = leave(1, 2);
    time.advance(0);
    assertThat(service.calls).containsExactly("forget orders", "deregister batch orders");
    assertThat(leaver.isDeregistered()).isTrue();
  }

  @Test
  void cannotTakeABatchOutOfAClientThatIsBuiltInAnotherWay() {
    batch = true;
    Leaver leaver = leave(1, 2);
    time.advance(3000);
    assertThat(service.calls).isEmpty();
    assertThat(leaver.hasGivenUp()).isTrue();
    assertThat(leaver.problem())
        .isEqualTo("IllegalStateException: this Nacos client keeps its batches in an unknown way");
  }

  @Test
  void triesAgainWhileTheClientReconnects() {
    service.behaviour = LeaverTest::fail;
    Leaver leaver = leave(1);
    time.advance(350);
    service.behaviour = () -> {};
    time.advance(50);
    assertThat(service.calls).hasSize(3);
    assertThat(leaver.isDeregistered()).isTrue();
    assertThat(leaver.hasGivenUp()).isFalse();
  }

  @Test
  void triesBesideAnAttemptThatHangs() {
    service.behaviour = () -> time.sleep(50_000);
    Leaver leaver = leave(1);
    time.advance(699);
    service.behaviour = () -> {};
    assertThat(service.calls).hasSize(1);
    time.advance(1);
    assertThat(service.calls).hasSize(2);
    assertThat(leaver.isDeregistered()).isTrue();
  }

  @Test
  void beginsToVerifyWhenItIsDeregistered() {
    verify(() -> true);
    service.behaviour = () -> time.sleep(100);
    Leaver leaver = leave(1);
    time.advance(99);
    assertThat(leaver.nodes()).isEmpty();
    time.advance(1);
    assertThat(leaver.nodes()).hasSize(1);
  }

  /** A server drops an instance with its connection. */
  @Test
  void isDoneWhenEveryNodeSaysThatItIsGoneAnyway() {
    verify(() -> false);
    service.behaviour = LeaverTest::fail;
    Leaver leaver = leave(1);
    time.advance(150);
    assertThat(leaver.isDeregistered()).as("the nodes are asked after a failure").isFalse();
    time.advance(250);
    assertThat(leaver.isDeregistered()).isTrue();
    assertThat(leaver).hasToString("G@@orders [10.0.0.1:1] (gone with its connection)");
    assertThat(service.calls).as("what it was tried with").hasSize(2);
  }

  @Test
  void deregistersAgainWhatANodeListsTooLong() {
    verify(() -> true);
    leave(1);
    time.advance(1000);
    assertThat(service.calls).containsExactly("deregister orders 1", "deregister orders 1");
  }

  @Test
  void closesTheConnectionAsTheLastResort() {
    service = new FakeNamingService.Grpc();
    service.behaviour = this::failUnlessClosing;
    Leaver leaver = leave(1);
    time.advance(3000);
    assertThat(service.calls).endsWith("deregister orders 1", "close");
    assertThat(leaver.isDeregistered()).isFalse();
    assertThat(leaver.hasGivenUp()).as("the server tells the callers").isFalse();
    assertThat(leaver.problem())
        .isEqualTo(
            "IllegalStateException: told to fail; its connection was closed, for the server to drop it");
  }

  /** What else was registered over it is gone with it. */
  @Test
  void closesTheConnectionOnceForAll() {
    service = new FakeNamingService.Grpc();
    service.behaviour = this::failUnlessClosing;
    Leaver one = leave(1);
    Leaver other = leave(2);
    time.advance(3000);
    assertThat(service.calls).containsOnlyOnce("close");
    assertThat(one.hasGivenUp()).isFalse();
    assertThat(other.problem()).contains("its connection was closed");
  }

  @Test
  void givesUpWhereThereIsNoConnectionToClose() {
    FakeNamingService.Grpc grpc = new FakeNamingService.Grpc();
    grpc.connectedOver(null);
    service = grpc;
    assertGivesUpWithoutClosing();
  }

  @Test
  void givesUpIfTheConnectionCannotBeClosed() {
    service = new FakeNamingService.Grpc();
    service.behaviour = LeaverTest::fail;
    Leaver leaver = leave(1);
    time.advance(3000);
    assertThat(service.calls).endsWith("close");
    assertThat(leaver.hasGivenUp()).isTrue();
    assertThat(leaver.problem()).isEqualTo("IllegalStateException: told to fail");
  }

  /** What else is registered and subscribed to over it stays. */
  @Test
  void keepsTheConnectionIfTheProcessGoesOn() {
    service = new FakeNamingService.Grpc();
    whole = false;
    assertGivesUpWithoutClosing();
  }

  @Test
  void keepsTheConnectionOfWhatIsPermanent() {
    service = new FakeNamingService.Grpc();
    ephemeral = false;
    assertGivesUpWithoutClosing();
  }

  /** The application may deregister it by itself, later, and needs the connection for that. */
  @Test
  void keepsTheConnectionAsLongAsAPermanentInstanceIsThere() {
    service = new FakeNamingService.Grpc();
    service.behaviour = LeaverTest::fail;
    Leaver one = leave(1);
    ephemeral = false;
    Leaver permanent = leave(2);
    time.advance(3000);
    assertThat(service.calls).isNotEmpty().doesNotContain("close");
    assertThat(one.hasGivenUp()).isTrue();
    assertThat(permanent.hasGivenUp()).isTrue();
  }

  @Test
  void keepsTheConnectionOfAClientThatIsBuiltInAnotherWay() {
    assertGivesUpWithoutClosing();
  }

  @Test
  void isToldLaterByClientOneAlone() {
    assertThat(leave(1).isToldLater()).isFalse();
    service = new FakeNamingService.Grpc();
    assertThat(leave(1).isToldLater()).isFalse();
    service = new FakeNamingService.Http();
    assertThat(leave(1).isToldLater()).isTrue();
  }

  private void assertGivesUpWithoutClosing() {
    service.behaviour = LeaverTest::fail;
    Leaver leaver = leave(1);
    time.advance(2999);
    assertThat(leaver.hasGivenUp()).isFalse();
    time.advance(1);
    assertThat(leaver.hasGivenUp()).isTrue();
    assertThat(service.calls).isNotEmpty().doesNotContain("close");
  }

  private void failUnlessClosing() {
    if (!service.calls.get(service.calls.size() - 1).equals("close")) {
      fail();
    }
  }

  private static void fail() {
    throw new IllegalStateException("told to fail");
  }

  private void verify(Callable<Boolean> listed) {
    listing.with(Node.connected("one:8848"), listed);
    verification =
        new Verification(
            registration(1),
            listing,
            threads.nodes(),
            work -> time.start(new Thread(work, "verify-nodes")),
            new LateBeats(new Gate(time)),
            new Relisted(),
            time);
  }

  private Leaver leave(int... ports) {
    Registration registration = registration(ports);
    Leaver leaver =
        new Leaver(
            registration, owners.of(registration), whole, verification, threads, deadline, time);
    leaver.start();
    return leaver;
  }

  private Registration registration(int... ports) {
    List<RegisteredInstance> instances = new ArrayList<>();
    for (int port : ports) {
      instances.add(Instances.at(port, ephemeral));
    }
    return new Registration(service, "orders", "G", instances, batch);
  }
}
