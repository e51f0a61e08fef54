package io.github.nacosgraceful.joining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.thread.ThreadLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client 2 that is connected to a restarted Nacos. Times are milliseconds. */
class LostRegistrationsTest {

  private final FakeScheduler time = new FakeScheduler();
  private final Contexts contexts = new Contexts();
  private final Registrations registrations = new Registrations(new Gate(time), contexts, time);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final LostRegistrations lost = new LostRegistrations(registrations, time);
  private final FakeNamingService service = new FakeNamingService.Grpc();

  /** The ports that the node lists. */
  private final Set<Integer> listed = new TreeSet<>();

  LostRegistrationsTest() {
    service.list =
        () -> {
          List<Instance> all = new ArrayList<>();
          listed.forEach(port -> all.add(instance(port)));
          return all;
        };
  }

  @AfterEach
  void close() {
    time.close();
  }

  /** A node takes over an older copy from another, after the client has redone everything. */
  @Test
  void areRegisteredOnceMore() throws Throwable {
    register("orders", 1);
    register("bills", 2);
    Registration before = registrations.snapshot().get(0);
    lost.connected(service);
    time.advance(10_000);
    listed.remove(1);
    service.behaviour = () -> listed.add(1);
    long at = time.now();
    while (service.calls.isEmpty()) {
      time.advance(100);
    }
    assertThat(TimeUnit.NANOSECONDS.toMillis(time.now() - at)).isBetween(15_000L, 30_000L);
    time.advance(600_000);
    assertThat(service.calls).containsExactly("register orders 1");
    assertThat(registrations.snapshot())
        .as("readiness has not seen it yet")
        .hasToString("[G@@orders [10.0.0.1:1], G@@bills [10.0.0.1:2]]")
        .doesNotContain(before);
  }

  /** A thousand processes are connected to a restarted Nacos at once. */
  @Test
  void areAskedForSeldomAndNotByAllAtOnce() throws Throwable {
    register("orders", 1);
    Callable<List<Instance>> answer = service.list;
    Map<Long, Integer> eachSecond = new TreeMap<>();
    long begun = time.now();
    service.list =
        () -> {
          eachSecond.merge(TimeUnit.NANOSECONDS.toSeconds(time.now() - begun), 1, Integer::sum);
          return answer.call();
        };
    for (int process = 0; process < 100; process++) {
      new LostRegistrations(registrations, time).connected(service);
    }
    time.advance(600_000);
    assertThat(eachSecond.keySet()).allMatch(second -> second >= 3);
    assertThat(eachSecond.values()).as("of 100").allMatch(looks -> looks < 40);
    assertThat(eachSecond.values().stream().mapToInt(looks -> looks).sum() / 100).isBetween(8, 10);
  }

  @Test
  void areLookedForAgainWhereNoThreadWasToBeHad() throws Throwable {
    register("orders", 1);
    listed.clear();
    ThreadLimit limit = new ThreadLimit(time);
    LostRegistrations limited = new LostRegistrations(registrations, limit);
    assertThatThrownBy(() -> limited.connected(service)).isInstanceOf(OutOfMemoryError.class);
    limit.end();
    limited.connected(service);
    time.advance(60_000);
    assertThat(service.calls).containsExactly("register orders 1");
  }

  @Test
  void areRegisteredOnceForEachConnection() throws Throwable {
    register("orders", 1);
    listed.clear();
    lost.connected(service);
    time.advance(60_000);
    assertThat(service.calls).containsExactly("register orders 1");
    lost.connected(service);
    time.advance(600_000);
    assertThat(service.calls).containsExactly("register orders 1", "register orders 1");
    assertThat(time.started()).as("watched already").containsExactly("lost");
  }

  @Test
  void areNoneWhereTheClientRedoesThem() throws Throwable {
    register("orders", 1);
    listed.clear();
    lost.connected(service);
    time.advance(14_000);
    listed.add(1);
    time.advance(600_000);
    assertThat(service.calls).isEmpty();
  }

  /** Somebody took it off: it was there when the connection was. */
  @Test
  void areNoneLongAfterTheConnection() throws Throwable {
    register("orders", 1);
    lost.connected(service);
    time.advance(121_000);
    listed.clear();
    time.advance(600_000);
    assertThat(service.calls).isEmpty();
  }

  @Test
  void areNoneOfThoseThatAreOfflineOrDeregistered() throws Throwable {
    register("orders", 1);
    register("bills", 2);
    register("stock", 3);
    listed.clear();
    lost.connected(service);
    time.advance(10_000);
    handlers.onDeregister().enter(service, "orders", "G", instance(1));
    registrations.takeOffline(one -> one.service.equals("bills"));
    time.advance(4_000);
    registrations.takeOfflineByHand();
    registrations.bringOnline();
    time.advance(600_000);
    assertThat(service.calls).containsExactly("register stock 3");
    assertThat(time.started()).containsExactly("lost");
  }

  @Test
  void areNoneWhereTheNodeDoesNotAnswer() throws Throwable {
    register("orders", 1);
    service.list =
        () -> {
          throw new IllegalStateException("Client not connected");
        };
    lost.connected(service);
    time.advance(600_000);
    assertThat(service.calls).isEmpty();
  }

  /** A watch that cannot pause would ask without an end. */
  @Test
  void areNotLookedForByAThreadThatIsInterrupted() throws Throwable {
    register("orders", 1);
    int[] asked = new int[1];
    service.list =
        () -> {
          asked[0]++;
          Thread.currentThread().interrupt();
          return List.of();
        };
    lost.connected(service);
    time.advance(60_000);
    assertThat(asked[0]).isOne();
    service.list = () -> List.of(instance(1));
    lost.connected(service);
    assertThat(time.started()).as("the next connection").containsExactly("lost", "lost");
  }

  /** Nacos lists none that is disabled, and keeps those that are permanent. */
  @Test
  void areNoneOfThoseThatNacosDoesNotList() throws Throwable {
    Instance disabled = instance(1);
    disabled.setEnabled(false);
    handlers.onRegister().enter(service, "orders", "G", disabled);
    Instance permanent = instance(2);
    permanent.setEphemeral(false);
    handlers.onRegister().enter(service, "bills", "G", permanent);
    lost.connected(service);
    assertThat(time.started()).isEmpty();
  }

  @Test
  void areDeregisteredWhereTheApplicationDoesSoMeanwhile() throws Throwable {
    register("orders", 1);
    listed.clear();
    service.behaviour =
        () -> {
          service.behaviour = () -> {};
          applicationDeregisters();
        };
    lost.connected(service);
    time.advance(60_000);
    assertThat(service.calls).containsExactly("register orders 1", "deregister orders 1");
  }

  /** On a thread of its own, as that of the agent passes the hooks. */
  private void applicationDeregisters() throws InterruptedException {
    Thread application =
        new Thread(
            () -> {
              try {
                handlers.onDeregister().enter(service, "orders", "G", instance(1));
              } catch (Throwable t) {
                throw new AssertionError(t);
              }
            });
    application.start();
    application.join();
  }

  private void register(String name, int port) throws Throwable {
    handlers.onRegister().enter(service, name, "G", instance(port));
    listed.add(port);
  }

  private static Instance instance(int port) {
    Instance instance = new Instance();
    instance.setIp("10.0.0.1");
    instance.setPort(port);
    return instance;
  }
}
