package io.github.nacosgraceful.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.service.WarmUp;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.thread.ThreadLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time passes by hand, so that each pause is known. */
class DelayedRegistrationsTest {

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final Contexts contexts = new Contexts();
  private final Registrations registrations = new Registrations(new Gate(time), contexts, time);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final Recorder owner = new Recorder();

  /** What a server hears, and when. */
  private final List<String> seen = new ArrayList<>();

  private final List<String> prepared = new ArrayList<>();
  private boolean ready;

  /** Of one attempt after the other; all others succeed. */
  private String outcomes = "";

  @AfterEach
  void close() {
    registrations.takeOffline();
    time.close();
  }

  @Test
  void areMadeInTheirOrderWhenTheMomentComes() throws Throwable {
    delay(0, 60_000);
    assertThat(register("orders", 1)).isNotNull();
    assertThat(register("bills", 1)).isNotNull();
    assertThat(registrations.delayed())
        .hasToString("[G@@orders [10.0.0.1:1], G@@bills [10.0.0.1:1]]");
    time.advance(120);
    assertThat(registrations.snapshot()).isEmpty();
    assertThat(seen).isEmpty();
    ready = true;
    time.advance(50);
    assertThat(seen).containsExactly("orders 1 at 150", "bills 1 at 150");
    assertThat(registrations.delayed()).isEmpty();
    assertThat(registrations.snapshot()).hasSize(2);
  }

  @Test
  void areMadeAfterTheTimeoutAllTheSame() throws Throwable {
    delay(0, 200);
    register("orders", 1);
    time.advance(1000);
    assertThat(seen).containsExactly("orders 1 at 200");
  }

  @Test
  void waitForTheDelayAfterTheMoment() throws Throwable {
    delay(300, 60_000);
    register("orders", 1);
    time.advance(90);
    ready = true;
    time.advance(1000);
    assertThat(seen).containsExactly("orders 1 at 400");
  }

  @Test
  void waitForTheDelayAfterTheTimeout() throws Throwable {
    delay(300, 200);
    register("orders", 1);
    time.advance(1000);
    assertThat(seen).containsExactly("orders 1 at 500");
  }

  /** A health path may answer after seconds: the moment is when it did. */
  @Test
  void countTheDelayFromTheEndOfALongQuestion() throws Throwable {
    registrations.delay(
        delayed -> {
          time.pause(2000);
          return true;
        },
        300,
        60_000,
        null);
    register("orders", 1);
    time.advance(3000);
    assertThat(seen).containsExactly("orders 1 at 2300");
  }

  @Test
  void areTriedAgainAfterLongerAndLongerPausesWhereNacosFails() throws Throwable {
    delay(0, 60_000);
    outcomes = "fffffff";
    ready = true;
    register("orders", 1);
    time.advance(60_000);
    assertThat(seen)
        .containsExactly(
            "orders 1 fails at 0",
            "orders 1 fails at 500",
            "orders 1 fails at 1500",
            "orders 1 fails at 3500",
            "orders 1 fails at 7500",
            "orders 1 fails at 15500",
            "orders 1 fails at 25500",
            "orders 1 at 35500");
    assertThat(registrations.snapshot()).hasSize(1);
  }

  /** Its metadata may be refused, or its namespace closed to this user. */
  @Test
  void doNotWaitForOneThatFails() throws Throwable {
    delay(0, 60_000);
    outcomes = "f.ff.";
    ready = true;
    register("orders", 1);
    register("bills", 1);
    time.advance(5000);
    assertThat(seen)
        .containsExactly(
            "orders 1 fails at 0",
            "bills 1 at 0",
            "orders 1 fails at 500",
            "orders 1 fails at 1500",
            "orders 1 at 3500");
  }

  /** One Nacos is dead, and its client waits; the other takes what it is asked. */
  @Test
  void doNotWaitForAnotherOwnerThatHangs() throws Throwable {
    delay(0, 60_000);
    ready = true;
    NacosNamingService dead =
        new NacosNamingService() {
          @Override
          public void registerInstance(String service, String group, Instance instance) {
            time.pause(3_600_000);
          }
        };
    handlers.onRegister().enter(dead, "orders", "G", instance(1));
    register("orders", 1);
    time.advance(1000);
    assertThat(seen).containsExactly("orders 1 at 0");
    assertThat(registrations.delayed()).hasSize(1);
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
    time.advance(1000);
    assertThat(seen).isEmpty();
  }

  /** It was sent, and perhaps it arrived: what is offline is deregistered all the same. */
  @Test
  void areNotTriedAgainOnceTheProcessGoesOffline() throws Throwable {
    delay(0, 60_000);
    outcomes = "f";
    ready = true;
    register("orders", 1);
    time.advance(100);
    assertThat(registrations.takeOffline()).hasToString("[G@@orders [10.0.0.1:1]]");
    time.advance(60_000);
    assertThat(seen).containsExactly("orders 1 fails at 0");
  }

  @Test
  void areNotMadeWhereTheyWereGivenUpDuringThePreparation() throws Throwable {
    ready = true;
    registrations.delay(
        delayed -> true,
        0,
        60_000,
        (ip, port, context) -> registrations.takeOffline(registration -> true));
    register("orders", 1);
    time.advance(1000);
    assertThat(seen).isEmpty();
    assertThat(registrations.delayed()).isEmpty();
  }

  @Test
  void arePreparedOnceForEachAddress() throws Throwable {
    registrations.delay(
        delayed -> true, 0, 60_000, (ip, port, context) -> prepared.add(ip + " " + port));
    outcomes = "f";
    register("orders", 1);
    register("bills", 1);
    register("orders", 2);
    time.advance(1000);
    assertThat(prepared).containsExactly("10.0.0.1 1", "10.0.0.1 2");
    assertThat(seen).hasSize(4);
  }

  @Test
  void haveAThreadForAsLongAsThereAreAny() throws Throwable {
    delay(0, 60_000);
    ready = true;
    register("orders", 1);
    register("bills", 1);
    time.advance(100);
    assertThat(time.started()).containsExactly("register");
    register("late", 1);
    time.advance(100);
    assertThat(time.started()).containsExactly("register", "register");
    assertThat(seen).hasSize(3);
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
    assertThat(handlers.onDeregister().enter(owner, "orders", "G", instance(1))).isNotNull();
    assertThat(registrations.delayed()).hasToString("[G@@bills [10.0.0.1:1]]");
    handlers.onClose(closed -> {}).enter(owner, null, null, null);
    assertThat(registrations.delayed()).isEmpty();
  }

  @Test
  void areMadeWithoutThePartOfABatchThatTheApplicationDeregisters() throws Throwable {
    delay(0, 60_000);
    handlers.onRegister().enter(owner, "orders", "G", List.of(instance(1), instance(2)));
    assertThat(handlers.onDeregister().enter(owner, "orders", "G", instance(1))).isNotNull();
    assertThat(registrations.delayed()).hasToString("[G@@orders [10.0.0.1:2]]");
    ready = true;
    time.advance(50);
    assertThat(owner.getAllInstances("orders", "G", List.of(), false))
        .extracting(Instance::getPort)
        .containsExactly(2);
    assertThat(registrations.snapshot()).hasToString("[G@@orders [10.0.0.1:2]]");
  }

  /** It may have arrived, or the client may redo it: what the application says goes on to it. */
  @Test
  void areDeregisteredByTheClientWhereTheyWereTriedBefore() throws Throwable {
    delay(0, 60_000);
    outcomes = "f";
    ready = true;
    register("orders", 1);
    time.advance(100);
    assertThat(handlers.onDeregister().enter(owner, "orders", "G", instance(1))).isNull();
    assertThat(registrations.snapshot()).isEmpty();
    time.advance(60_000);
    assertThat(seen).containsExactly("orders 1 fails at 0");
  }

  @Test
  void areMadeAsTheyWereAskedForLast() throws Throwable {
    delay(0, 60_000);
    register("orders", 1);
    Instance again = instance(1);
    again.setWeight(5);
    handlers.onRegister().enter(owner, "orders", "G", again);
    assertThat(registrations.delayed()).hasSize(1);
    ready = true;
    time.advance(50);
    assertThat(owner.getAllInstances("orders", "G", List.of(), false))
        .extracting(Instance::getWeight)
        .containsExactly(5.0);
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
    handlers.warmUp(WarmUp.text(120_000, 2, 17));
    Instance asked = instance(1);
    handlers.onRegister().enter(owner, "orders", "G", asked);
    assertThat(asked.getMetadata()).containsEntry(WarmUp.KEY, "120000;2.0;17");
  }

  /** A JVM at the limit of its threads: what waited would wait for ever. */
  @Test
  void doNotWaitWhereNoThreadCanBeStarted() throws Throwable {
    Registrations limited = new Registrations(new Gate(time), contexts, new ThreadLimit(time));
    RegistrationHandlers its = new RegistrationHandlers(limited, contexts, () -> true);
    limited.delay(delayed -> false, 0, 60_000, null);
    assertThat(its.onRegister().enter(owner, "orders", "G", instance(1))).isNull();
    assertThat(limited.delayed()).isEmpty();
    assertThat(limited.snapshot()).hasToString("[G@@orders [10.0.0.1:1]]");
    assertThat(its.onDeregister().enter(owner, "orders", "G", instance(1))).isNull();
  }

  @Test
  void areMadeAllTheSameWhereTheirThreadFails() throws Throwable {
    registrations.delay(
        delayed -> {
          throw new OutOfMemoryError("told to fail");
        },
        0,
        60_000,
        null);
    register("orders", 1);
    register("bills", 1);
    time.advance(1000);
    assertThat(seen).containsExactly("orders 1 at 0", "bills 1 at 0");
    assertThat(registrations.delayed()).isEmpty();
    assertThat(registrations.snapshot()).hasSize(2);
  }

  private void delay(long delayMillis, long timeoutMillis) {
    registrations.delay(delayed -> ready, delayMillis, timeoutMillis, null);
  }

  private Object register(String service, int port) throws Throwable {
    return handlers.onRegister().enter(owner, service, "G", instance(port));
  }

  private static Instance instance(int port) {
    Instance instance = new Instance();
    instance.setIp("10.0.0.1");
    instance.setPort(port);
    return instance;
  }

  private final class Recorder extends NacosNamingService {

    @Override
    public void registerInstance(String service, String group, Instance instance) {
      boolean failing = seen.size() < outcomes.length() && outcomes.charAt(seen.size()) == 'f';
      seen.add(
          service
              + " "
              + instance.getPort()
              + (failing ? " fails at " : " at ")
              + TimeUnit.NANOSECONDS.toMillis(time.now() - begun));
      if (failing) {
        throw new IllegalStateException("told to fail");
      }
      super.registerInstance(service, group, instance);
    }
  }
}
