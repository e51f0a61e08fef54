package io.github.nacosgraceful.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.context.Refreshing;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.nacos.NacosHandles;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrationsTest {

  private final Gate gate = new Gate();
  private final Contexts contexts = new Contexts();
  private final Registrations registrations = new Registrations(gate, contexts);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final Object context = new Object();
  private final Object otherContext = new Object();
  private final NacosNamingService owner = new NacosNamingService();

  @Test
  void keepsWhatIsRegisteredUntilItIsDeregistered() throws Throwable {
    register(owner, "orders", instance(1));
    register(owner, "orders", instance(2));
    register(owner, "bills", instance(1));
    assertThat(registrations.snapshot())
        .hasToString("[G@@orders [10.0.0.1:1], G@@orders [10.0.0.1:2], G@@bills [10.0.0.1:1]]");
    deregister(owner, "orders", instance(1));
    assertThat(registrations.snapshot())
        .hasToString("[G@@orders [10.0.0.1:2], G@@bills [10.0.0.1:1]]");
  }

  @Test
  void countsAnInstanceOnceHoweverOftenItIsRegistered() throws Throwable {
    register(owner, "orders", instance(1));
    register(owner, "orders", instance(1));
    assertThat(registrations.snapshot()).hasSize(1);
  }

  @Test
  void tellsOwnersApart() throws Throwable {
    NacosNamingService other = new NacosNamingService();
    register(owner, "orders", instance(1));
    register(other, "orders", instance(1));
    deregister(other, "orders", instance(1));
    assertThat(registrations.snapshot()).extracting(Registration::owner).containsExactly(owner);
  }

  @Test
  void takesABatchForTheWholeSet() throws Throwable {
    register(owner, "orders", List.of(instance(1), instance(2)));
    register(owner, "orders", List.of(instance(2), instance(3)));
    assertThat(registrations.snapshot()).hasToString("[G@@orders [10.0.0.1:2, 10.0.0.1:3]]");
    deregister(owner, "orders", List.of(instance(2)));
    assertThat(registrations.snapshot()).hasToString("[G@@orders [10.0.0.1:3]]");
    deregister(owner, "orders", instance(3));
    assertThat(registrations.snapshot()).isEmpty();
  }

  @Test
  void refusesWhatIsRegisteredOnceTheGateIsClosed() throws Throwable {
    registrations.takeOffline();
    assertThat(register(owner, "bills", instance(1))).isNotNull();
    assertThat(registrations.snapshot()).isEmpty();
  }

  /** To deregister brings nothing back: only what the agent does itself is skipped. */
  @Test
  void skipsOnlyTheDeregistrationsThatTheAgentMakes() throws Throwable {
    register(owner, "orders", instance(1));
    register(owner, "bills", instance(1));
    List<Registration> taken = registrations.takeOffline();
    assertThat(deregister(owner, "orders", instance(1))).as("nobody is at it").isNull();
    registrations.leavingIs(taken::contains);
    assertThat(deregister(owner, "orders", instance(1))).as("it is at it").isNotNull();
    assertThat(deregister(owner, "unknown", instance(1))).isNull();
    registrations.leavingIs(any -> false);
    registrations.drained(taken, taken.subList(0, 1));
    assertThat(deregister(owner, "orders", instance(1))).isNotNull();
    assertThat(deregister(owner, "bills", instance(1))).as("it gave up").isNull();
  }

  @Test
  void forgetsWhatLeftWithItsOwner() throws Throwable {
    NacosNamingService other = new NacosNamingService();
    register(owner, "orders", instance(1));
    register(other, "bills", instance(1));
    close(owner);
    assertThat(registrations.snapshot()).hasToString("[G@@bills [10.0.0.1:1]]");
  }

  @Test
  void letsTheAgentsOwnThreadsDeregister() throws Exception {
    gate.close();
    Object[] skipped = {"not run"};
    Thread agent =
        ClientThread.of(
            () -> {
              try {
                skipped[0] = deregister(owner, "orders", instance(1));
              } catch (Throwable t) {
                skipped[0] = t;
              }
            },
            "test",
            null);
    agent.start();
    agent.join();
    assertThat(skipped[0]).isNull();
  }

  @Test
  void takesOfflineWhatWasRegisteredInTheRefreshOfAContext() throws Throwable {
    register(owner, "before", instance(1));
    whileRefreshing(
        context,
        () -> {
          register(owner, "orders", instance(1));
          whileRefreshing(otherContext, () -> register(owner, "inner", instance(1)));
        });
    assertThat(registrations.snapshot())
        .filteredOn(registration -> isWithin(registration, otherContext))
        .hasToString("[G@@inner [10.0.0.1:1]]");
    assertThat(takeOffline(context)).hasToString("[G@@orders [10.0.0.1:1], G@@inner [10.0.0.1:1]]");
    assertThat(registrations.snapshot()).hasToString("[G@@before [10.0.0.1:1]]");
    assertThat(takeOffline(context)).isEmpty();
  }

  @Test
  void countsWhatIsRegisteredLaterToTheContextOfItsOwner() throws Throwable {
    NacosNamingService made = new NacosNamingService();
    whileRefreshing(context, () -> handlers.created(made));
    register(made, "orders", instance(1));
    register(owner, "bills", instance(1));
    assertThat(takeOffline(context)).hasToString("[G@@orders [10.0.0.1:1]]");
  }

  @Test
  void countsAnOwnerThatOutlivesItsContextToTheNextOne() throws Throwable {
    whileRefreshing(context, () -> register(owner, "orders", instance(1)));
    takeOffline(context);
    whileRefreshing(otherContext, () -> register(owner, "orders", instance(1)));
    assertThat(takeOffline(context)).isEmpty();
    assertThat(takeOffline(otherContext)).hasSize(1);
  }

  @Test
  void skipsTheDeregistrationOfWhatIsOffline() throws Throwable {
    whileRefreshing(context, () -> register(owner, "orders", instance(1)));
    register(owner, "bills", instance(1));
    List<Registration> taken = takeOffline(context);
    registrations.drained(taken, taken);
    assertThat(deregister(owner, "orders", instance(1))).isNotNull();
    assertThat(deregister(owner, "orders", instance(2))).isNull();
  }

  @Test
  void refusesWhatAContextRegistersWhileItIsClosed() throws Throwable {
    whileRefreshing(context, () -> register(owner, "orders", instance(1)));
    Contexts.Closing closing = contexts.begins(context);
    takeOffline(context);
    assertThat(register(owner, "orders", instance(1))).isNotNull();
    assertThat(register(new NacosNamingService(), "orders", instance(1))).isNotNull();
    assertThat(register(new NacosNamingService(), "orders", instance(2))).isNull();
    contexts.ends(closing);
    assertThat(register(owner, "orders", instance(1))).isNull();
  }

  @Test
  void keepsOfflineWhatWasTakenOfflineByHand() throws Throwable {
    register(owner, "orders", instance(1));
    assertThat(registrations.takeOfflineByHand()).hasToString("[G@@orders [10.0.0.1:1]]");
    assertThat(registrations.snapshot()).isEmpty();
    assertThat(register(owner, "orders", instance(1))).as("a refresh").isNotNull();
    assertThat(wirePasses("orders", instance(1))).as("a beat or redo").isFalse();
    assertThat(register(owner, "orders", instance(2))).as("what was not there").isNull();
    assertThat(registrations.snapshot()).hasToString("[G@@orders [10.0.0.1:2]]");
    assertThat(registrations.bringOnline()).hasToString("[G@@orders [10.0.0.1:1]]");
    assertThat(registrations.snapshot()).hasSize(2);
    assertThat(registrations.held()).isEmpty();
    assertThat(wirePasses("orders", instance(1))).isTrue();
    assertThat(registrations.bringOnline()).isEmpty();
  }

  @Test
  void bringsBackWhatWasRegisteredLastWithAllThatItHad() throws Throwable {
    register(owner, "orders", instance(1));
    registrations.takeOfflineByHand();
    Instance changed = instance(1);
    changed.setInstanceId("one");
    changed.setWeight(2.5);
    changed.setHealthy(false);
    changed.setEnabled(false);
    changed.setEphemeral(false);
    changed.setClusterName("C");
    changed.getMetadata().put("zone", "a");
    register(owner, "orders", changed);
    changed.getMetadata().put("zone", "b");
    List<Registration> back = registrations.bringOnline();
    assertThat(back).hasToString("[G@@orders [10.0.0.1:1]]");
    new NacosHandles(getClass().getClassLoader()).register(owner, back.get(0));
    Instance again = owner.getAllInstances("orders", "G", List.of(), false).get(0);
    assertThat(again).usingRecursiveComparison().ignoringFields("metadata").isEqualTo(changed);
    assertThat(again.getMetadata()).isEqualTo(Map.of("zone", "a"));
  }

  @Test
  void doesNotBringBackWhatTheApplicationItselfDeregisteredMeanwhile() throws Throwable {
    register(owner, "orders", instance(1));
    List<Registration> taken = registrations.takeOfflineByHand();
    registrations.drained(taken, taken);
    assertThat(deregister(owner, "orders", instance(1))).as("is skipped").isNotNull();
    assertThat(registrations.held()).isEmpty();
    assertThat(register(owner, "orders", instance(1))).as("stop and start").isNotNull();
    assertThat(registrations.held()).hasSize(1);
    deregister(owner, "orders", instance(1));
    assertThat(registrations.bringOnline()).isEmpty();
    assertThat(register(owner, "orders", instance(1))).isNull();
  }

  /** Spring Cloud Alibaba does so with each refresh of the configuration. */
  @Test
  void keepsOfflineWhatIsRestartedThroughANewNamingService() throws Throwable {
    register(owner, "orders", instance(1));
    List<Registration> taken = registrations.takeOfflineByHand();
    registrations.drained(taken, taken);
    NacosNamingService last = owner;
    for (int refresh = 0; refresh < 2; refresh++) {
      deregister(last, "orders", instance(1));
      close(last);
      assertThat(registrations.offline()).isEmpty();
      register(new NacosNamingService(), "bills", instance(2));
      last = new NacosNamingService();
      assertThat(register(last, "orders", instance(1))).isNotNull();
      assertThat(wirePasses("orders", instance(1))).isFalse();
    }
    assertThat(registrations.offline()).hasToString("[G@@orders [10.0.0.1:1]]");
    assertThat(registrations.bringOnline()).extracting(Registration::owner).containsExactly(last);
    assertThat(registrations.offline()).isEmpty();
    assertThat(wirePasses("orders", instance(1))).isTrue();
  }

  /** The refresh may be about its name, its group or its address. */
  @Test
  void keepsOfflineWhatIsRestartedUnderAnotherName() throws Throwable {
    register(owner, "orders", instance(1));
    register(owner, "bills", instance(1));
    registrations.takeOfflineByHand();
    close(owner);
    NacosNamingService next = new NacosNamingService();
    Instance moved = instance(1);
    moved.setIp("10.0.0.2");
    assertThat(register(next, "orders", moved)).isNotNull();
    assertThat(register(next, "stock", instance(1))).isNotNull();
    assertThat(register(next, "bills", instance(1))).isNotNull();
    assertThat(register(next, "other", instance(2))).as("what was not there").isNull();
    assertThat(registrations.bringOnline())
        .hasToString("[G@@orders [10.0.0.2:1], G@@stock [10.0.0.1:1], G@@bills [10.0.0.1:1]]");
    assertThat(registrations.offline()).isEmpty();
  }

  /** Dubbo registers consumers, too. */
  @Test
  void takesNothingWithoutAPortForWhatWasThereBefore() throws Throwable {
    register(owner, "consumers:orders", instance(0));
    registrations.takeOfflineByHand();
    deregister(owner, "consumers:orders", instance(0));
    assertThat(register(owner, "consumers:bills", instance(0))).isNull();
    assertThat(register(owner, "consumers:orders", instance(0))).isNotNull();
  }

  @Test
  void holdsNoNamingServiceThatWasShutDown() throws Throwable {
    NacosNamingService[] made = {new NacosNamingService()};
    register(made[0], "orders", instance(1));
    registrations.takeOfflineByHand();
    close(made[0]);
    WeakReference<?> weakOwner = new WeakReference<>(made[0]);
    made[0] = null;
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(weakOwner.get()).isNull();
            });
    assertThat(register(owner, "bills", instance(2))).isNull();
    assertThat(register(owner, "orders", instance(1))).isNotNull();
    assertThat(registrations.bringOnline()).hasSize(1);
  }

  @Test
  void letsGoOfWhatWasTakenOfflineByHandWithItsContext() throws Throwable {
    whileRefreshing(context, () -> register(owner, "orders", instance(1)));
    registrations.takeOfflineByHand();
    assertThat(takeOffline(context)).isEmpty();
    assertThat(registrations.bringOnline()).isEmpty();
    whileRefreshing(
        otherContext, () -> assertThat(register(owner, "orders", instance(1))).isNull());
  }

  @Test
  void bringsNothingBackOnceTheProcessIsGoingOffline() throws Throwable {
    register(owner, "orders", instance(1));
    registrations.takeOfflineByHand();
    registrations.takeOffline();
    assertThat(registrations.bringOnline()).isEmpty();
    assertThat(registrations.snapshot()).isEmpty();
  }

  @Test
  void holdsABatchAsOne() throws Throwable {
    register(owner, "orders", List.of(instance(1), instance(2)));
    registrations.takeOfflineByHand();
    register(owner, "orders", List.of(instance(2), instance(3)));
    assertThat(registrations.bringOnline())
        .singleElement()
        .hasToString("G@@orders [10.0.0.1:2, 10.0.0.1:3]")
        .extracting(known -> known.batch)
        .isEqualTo(true);
  }

  @Test
  void bringsBackWhatIsLeftOfABatch() throws Throwable {
    register(owner, "orders", List.of(instance(1), instance(2), instance(3)));
    List<Registration> taken = registrations.takeOfflineByHand();
    registrations.leavingIs(taken::contains);
    assertThat(deregister(owner, "orders", instance(2))).as("is skipped").isNotNull();
    assertThat(deregister(owner, "orders", List.of(instance(3), instance(4)))).isNotNull();
    assertThat(deregister(owner, "orders", instance(4))).as("never there").isNull();
    registrations.drained(taken, taken);
    assertThat(taken.get(0).owner()).isNotNull();
    assertThat(registrations.held()).hasToString("[G@@orders [10.0.0.1:1]]");
    assertThat(registrations.bringOnline())
        .singleElement()
        .hasToString("G@@orders [10.0.0.1:1]")
        .extracting(known -> known.batch)
        .isEqualTo(true);
    assertThat(registrations.offline()).isEmpty();
  }

  @Test
  void bringsBackNothingOfABatchThatTheApplicationDeregisteredPartByPart() throws Throwable {
    register(owner, "orders", List.of(instance(1), instance(2)));
    registrations.takeOfflineByHand();
    deregister(owner, "orders", instance(1));
    deregister(owner, "orders", instance(2));
    assertThat(registrations.held()).isEmpty();
    assertThat(registrations.bringOnline()).isEmpty();
  }

  /** Its server has one for each connection (nacos#9261); client 1 has none, and keeps all. */
  @Test
  void keepsTheLastOfAServiceThroughAnOwnerOfClient2() throws Throwable {
    FakeNamingService grpc = new FakeNamingService.Grpc();
    register(grpc, "orders", instance(1));
    register(grpc, "bills", instance(1));
    register(grpc, "orders", instance(2));
    assertThat(registrations.snapshot())
        .hasToString("[G@@bills [10.0.0.1:1], G@@orders [10.0.0.1:2]]");
    Instance permanent = instance(3);
    permanent.setEphemeral(false);
    register(grpc, "stock", instance(4));
    register(grpc, "stock", permanent);
    assertThat(registrations.snapshot()).as("kept by its address").hasSize(4);
    register(grpc, "orders", List.of(instance(5), instance(6)));
    register(grpc, "bills", List.of(instance(5), instance(6)));
    register(grpc, "bills", instance(7));
    assertThat(registrations.snapshot())
        .hasToString(
            "[G@@stock [10.0.0.1:4], G@@stock [10.0.0.1:3], G@@orders [10.0.0.1:5, 10.0.0.1:6],"
                + " G@@bills [10.0.0.1:7]]");
    deregister(grpc, "bills", instance(5));
    assertThat(registrations.snapshot()).as("whatever its address").hasSize(3);
  }

  @Test
  void bringsBackTheLastOfAServiceThroughAnOwnerOfClient2() throws Throwable {
    FakeNamingService grpc = new FakeNamingService.Grpc();
    register(grpc, "orders", instance(1));
    register(grpc, "orders", instance(2));
    assertThat(registrations.takeOfflineByHand()).hasSize(1);
    assertThat(register(grpc, "orders", instance(3))).as("it takes its place").isNotNull();
    assertThat(registrations.bringOnline()).hasToString("[G@@orders [10.0.0.1:3]]");
    assertThat(registrations.offline()).isEmpty();
  }

  @Test
  void holdsNeitherContextNorOwnerOfWhatHasLeft() throws Throwable {
    NacosNamingService[] made = {new NacosNamingService()};
    Object[] refreshed = {new Object()};
    whileRefreshing(refreshed[0], () -> register(made[0], "orders", instance(1)));
    List<Registration> taken = takeOffline(refreshed[0]);
    registrations.drained(taken, taken);
    WeakReference<?> weakOwner = new WeakReference<>(made[0]);
    WeakReference<?> weakContext = new WeakReference<>(refreshed[0]);
    made[0] = null;
    refreshed[0] = null;
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(weakOwner.get()).isNull();
              assertThat(weakContext.get()).isNull();
            });
  }

  /** A program may keep it in a local variable only; its client goes on sending beats. */
  @Test
  void holdsTheOwnerOfWhatIsRegisteredOrMayComeBack() throws Throwable {
    NacosNamingService[] made = {new NacosNamingService(), new NacosNamingService()};
    register(made[0], "orders", instance(1));
    List<Registration> held = registrations.takeOfflineByHand();
    registrations.drained(held, held);
    register(made[1], "bills", instance(2));
    List<WeakReference<?>> owners =
        List.of(new WeakReference<>(made[0]), new WeakReference<>(made[1]));
    made = null;
    collect();
    assertThat(owners).allSatisfy(owner -> assertThat(owner.get()).isNotNull());
    assertThat(registrations.bringOnline()).hasToString("[G@@orders [10.0.0.1:1]]");
    assertThat(registrations.snapshot()).extracting(Registration::owner).doesNotContainNull();
  }

  /** Until an object that nobody holds is gone. */
  private static void collect() {
    WeakReference<Object> nobodys = new WeakReference<>(new Object());
    await()
        .until(
            () -> {
              System.gc();
              return nobodys.get() == null;
            });
  }

  private List<Registration> takeOffline(Object ofContext) {
    return registrations.takeOffline(registration -> isWithin(registration, ofContext));
  }

  private static boolean isWithin(Registration registration, Object ofContext) {
    return registration.context() != null && registration.context().isWithin(ofContext);
  }

  /** Its end was missed: what is registered behind it is the process's own. */
  @Test
  void belongsToNoContextWhoseRefreshIsOver() throws Throwable {
    Object context = new Object();
    Refreshing.during(() -> contexts.onRefresh().enter(context, null, null, null));
    register(owner, "orders", instance(1));
    assertThat(takeOffline(context)).isEmpty();
    assertThat(registrations.snapshot()).hasSize(1);
  }

  private void whileRefreshing(Object refreshed, ThrowingRunnable work) throws Throwable {
    Refreshing.during(
        () -> {
          Handler refreshes = contexts.onRefresh();
          Object entered = refreshes.enter(refreshed, null, null, null);
          work.run();
          refreshes.exit(entered, refreshed, null);
        });
  }

  private interface ThrowingRunnable {
    void run() throws Throwable;
  }

  @Test
  void saysHowAnInstanceWarmsUpUnlessNacosWouldRefuseIt() throws Throwable {
    handlers.warmUp("30000;1.0;1700000000000");
    Instance small = instance(1);
    small.setMetadata(Map.of("version", "2"));
    register(owner, "orders", small);
    assertThat(small.getMetadata()).containsKeys("version", "nacos-graceful.warmup");
    Instance large = instance(2);
    Map<String, String> full = Map.of("routes", "x".repeat(1000));
    large.setMetadata(full);
    register(owner, "orders", large);
    assertThat(large.getMetadata()).as("registered as it is").isEqualTo(full);
    assertThat(registrations.snapshot()).hasSize(2);
  }

  @Test
  void saysThatTheAgentIsThereUnlessNacosWouldRefuseIt() throws Throwable {
    Instance before = instance(1);
    register(owner, "orders", before);
    assertThat(String.valueOf(before.getMetadata())).doesNotContain("nacos-graceful");
    handlers.announce("1.0.0;8719");
    Instance small = instance(2);
    small.setMetadata(Map.of("version", "2"));
    register(owner, "orders", small);
    assertThat(small.getMetadata())
        .isEqualTo(Map.of("version", "2", "nacos-graceful.agent", "1.0.0;8719"));
    Instance large = instance(3);
    Map<String, String> full = Map.of("routes", "x".repeat(1000));
    large.setMetadata(full);
    register(owner, "orders", large);
    assertThat(large.getMetadata()).as("registered as it is").isEqualTo(full);
  }

  private boolean wirePasses(String service, Instance instance) throws Throwable {
    Object refused = gate.onWire().enter(owner, service, "G", instance);
    gate.onWire().exit(refused, owner, null);
    return refused == null;
  }

  private Object register(NacosNamingService by, String service, Object what) throws Throwable {
    return handlers.onRegister().enter(by, service, "G", what);
  }

  private Object deregister(NacosNamingService by, String service, Object what) throws Throwable {
    return handlers.onDeregister().enter(by, service, "G", what);
  }

  private void close(NacosNamingService closed) throws Throwable {
    handlers.onClose(any -> {}).enter(closed, null, null, null);
  }

  private static Instance instance(int port) {
    Instance instance = new Instance();
    instance.setIp("10.0.0.1");
    instance.setPort(port);
    return instance;
  }
}
