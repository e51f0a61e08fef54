package io.github.nacosgraceful.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.service.WarmUp;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DelayedRegistrationsTest {

  private final Gate gate = new Gate();
  private final Registrations registrations =
      new Registrations(gate, new NacosClients(), new Contexts());
  private final Recorder owner = new Recorder();
  private volatile boolean ready;

  /** Ends the thread that waits. */
  @AfterEach
  void goOffline() {
    registrations.takeOffline();
  }

  @Test
  void areMadeInTheirOrderWhenTheMomentComes() throws Throwable {
    delay(0, 60_000);
    assertThat(register("orders", 1)).isNotNull();
    assertThat(register("bills", 1)).isNotNull();
    assertThat(registrations.delayed())
        .hasToString("[G@@orders [10.0.0.1:1], G@@bills [10.0.0.1:1]]");
    assertThat(registrations.snapshot()).isEmpty();
    ready = true;
    await().untilAsserted(() -> assertThat(owner.seen).containsExactly("orders 1", "bills 1"));
    await().untilAsserted(() -> assertThat(registrations.delayed()).isEmpty());
    assertThat(registrations.snapshot()).hasSize(2);
  }

  @Test
  void areMadeAfterTheTimeoutAllTheSame() throws Throwable {
    delay(0, 200);
    register("orders", 1);
    await().untilAsserted(() -> assertThat(owner.seen).containsExactly("orders 1"));
  }

  @Test
  void waitForTheDelayAfterTheMoment() throws Throwable {
    ready = true;
    long begin = System.nanoTime();
    delay(300, 60_000);
    register("orders", 1);
    await().untilAsserted(() -> assertThat(owner.seen).containsExactly("orders 1"));
    assertThat(System.nanoTime() - begin).isGreaterThan(300_000_000);
  }

  @Test
  void areTriedAgainWhereNacosFails() throws Throwable {
    delay(0, 60_000);
    owner.fails = 1;
    register("orders", 1);
    register("bills", 1);
    ready = true;
    await().untilAsserted(() -> assertThat(owner.seen).containsExactly("orders 1", "bills 1"));
  }

  @Test
  void areNotMadeOnceTheProcessGoesOffline() throws Throwable {
    delay(0, 60_000);
    register("orders", 1);
    registrations.takeOffline();
    ready = true;
    assertThat(registrations.delayed()).isEmpty();
    assertThat(register("bills", 1)).isNotNull();
    assertThat(registrations.delayed()).isEmpty();
    assertThat(owner.seen).isEmpty();
  }

  @Test
  void areRememberedWhenTakenOfflineByHand() throws Throwable {
    delay(0, 60_000);
    register("orders", 1);
    registrations.takeOfflineByHand();
    assertThat(registrations.delayed()).isEmpty();
    assertThat(registrations.bringOnline()).hasToString("[G@@orders [10.0.0.1:1]]");
  }

  @Test
  void areGivenUpWhenTheApplicationDeregisters() throws Throwable {
    delay(0, 60_000);
    register("orders", 1);
    register("bills", 1);
    assertThat(registrations.deregisters().enter(owner, "orders", "G", instance(1))).isNotNull();
    assertThat(registrations.delayed()).hasToString("[G@@bills [10.0.0.1:1]]");
    registrations.closes(closed -> {}).enter(owner, null, null, null);
    assertThat(registrations.delayed()).isEmpty();
  }

  @Test
  void areMadeAsTheyWereAskedForLast() throws Throwable {
    delay(0, 60_000);
    register("orders", 1);
    Instance again = instance(1);
    again.setWeight(5);
    registrations.registers().enter(owner, "orders", "G", again);
    assertThat(registrations.delayed()).hasSize(1);
    ready = true;
    await().untilAsserted(() -> assertThat(owner.weights).containsExactly(5.0));
  }

  @Test
  void doNotHoldUpWhatIsOnlineAndRegisteredOnceMore() throws Throwable {
    assertThat(register("orders", 1)).isNull();
    delay(0, 60_000);
    assertThat(register("orders", 1)).isNull();
    assertThat(registrations.delayed()).isEmpty();
  }

  @Test
  void sayOnceHowTheInstanceWarmsUp() throws Throwable {
    registrations.warmUp(WarmUp.text(120_000, 2, 17));
    Instance asked = instance(1);
    registrations.registers().enter(owner, "orders", "G", asked);
    assertThat(asked.getMetadata()).containsEntry(WarmUp.KEY, "120000;2.0;17");
  }

  private void delay(long delayMillis, long timeoutMillis) {
    registrations.delay(delayed -> ready, delayMillis, timeoutMillis, null);
  }

  private Object register(String service, int port) throws Throwable {
    return registrations.registers().enter(owner, service, "G", instance(port));
  }

  private static Instance instance(int port) {
    Instance instance = new Instance();
    instance.setIp("10.0.0.1");
    instance.setPort(port);
    return instance;
  }

  /** What a server would hear. */
  private static final class Recorder extends NacosNamingService {
    final List<String> seen = new CopyOnWriteArrayList<>();
    final List<Double> weights = new CopyOnWriteArrayList<>();
    volatile int fails;

    @Override
    public void registerInstance(String service, String group, Instance instance) {
      if (fails-- > 0) {
        throw new IllegalStateException("told to fail");
      }
      seen.add(service + " " + instance.getPort());
      weights.add(instance.getWeight());
    }
  }
}
