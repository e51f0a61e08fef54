package io.github.nacosgraceful.joining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.context.Availability;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.departure.Departures;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.ThreadLimit;
import io.github.nacosgraceful.traffic.Traffic;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole returns, of a client that a test has said how to behave. Times are milliseconds. */
class ByHandTest {

  private final FakeScheduler time = new FakeScheduler(System.nanoTime());
  private final Contexts contexts = new Contexts();
  private final Gate gate = new Gate(time);
  private final Registrations registrations = new Registrations(gate, contexts, time);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final SuppressedErrors errors = new SuppressedErrors();
  private FakeNamingService service = new FakeNamingService.Plain();
  private Drains drains;

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void registersAgainWhatWasTakenOffline() throws Throwable {
    ByHand byHand = byHand("");
    register("orders");
    assertThat(byHand.offline().isOk()).isTrue();
    assertThat(registrations.snapshot()).isEmpty();
    Outcome outcome = byHand.online();
    assertThat(service.calls).containsExactly("deregister orders 8080", "register orders 8080");
    assertThat(outcome.summary())
        .isEqualTo(
            "registered G@@orders [10.0.0.1:8080] at 0 ms, listed by 1 node at 0 ms; over at 25 ms;"
                + " suppressed errors 0");
    assertThat(outcome.isOk()).isTrue();
    assertThat(drains.history().last()).hasSize(2).endsWith(outcome);
    assertThat(registrations.snapshot()).hasSize(1);
    assertThat(time.started()).endsWith("join", "verify-nodes");
  }

  @Test
  void triesAgainWhatCouldNotBeRegisteredWithTheNext() throws Throwable {
    ByHand byHand = byHand("");
    register("orders");
    byHand.offline();
    service.behaviour = ByHandTest::fail;
    long before = time.now();
    Outcome failed = byHand.online();
    assertThat(millisSince(before)).as("deregister.timeout").isBetween(3000L, 3025L);
    assertThat(failed.summary())
        .startsWith(
            "NOT registered: G@@orders [10.0.0.1:8080] (IllegalStateException: told to fail)");
    assertThat(failed.isOk()).isFalse();
    service.behaviour = () -> {};
    assertThat(byHand.online().isOk()).isTrue();
    assertThat(byHand.online().summary()).isEqualTo("nothing was taken offline by hand");
  }

  @Test
  void triesAgainWhatNoThreadCouldRegister() throws Throwable {
    ThreadLimit limit = new ThreadLimit(time);
    ByHand byHand = byHand("", limit);
    register("orders");
    byHand.offline();
    Outcome failed = byHand.online();
    assertThat(failed.summary())
        .startsWith("NOT registered: G@@orders [10.0.0.1:8080] (OutOfMemoryError: unable to");
    assertThat(failed.isOk()).isFalse();
    limit.end();
    assertThat(byHand.online().isOk()).isTrue();
    assertThat(service.calls).endsWith("register orders 8080");
  }

  @Test
  void doesNotWaitForARegistrationThatHangs() throws Throwable {
    ByHand byHand = byHand("");
    register("orders");
    byHand.offline();
    service.behaviour = () -> time.sleep(60_000);
    long before = time.now();
    assertThat(byHand.online().summary())
        .startsWith("NOT registered: G@@orders [10.0.0.1:8080] (no answer)");
    assertThat(millisSince(before)).isBetween(3000L, 3025L);
    int started = time.started().size();
    service.behaviour = () -> {};
    time.advance(60_000);
    assertThat(time.started()).as("nobody asks the nodes any more").hasSize(started);
  }

  @Test
  void waitsUntilTheNodeListsIt() throws Throwable {
    ByHand byHand = byHand("");
    register("orders");
    byHand.offline();
    long before = time.now();
    service.list = () -> millisSince(before) < 600 ? List.of() : List.of(instance());
    assertThat(byHand.online().summary()).contains("listed by 1 node at 600 ms; over at 6");
  }

  @Test
  void saysWhichNodeDoesNotListIt() throws Throwable {
    ByHand byHand = byHand("");
    register("orders");
    byHand.offline();
    service.list = Collections::emptyList;
    long before = time.now();
    Outcome outcome = byHand.online();
    assertThat(millisSince(before)).as("3 s to register, 5 s to be seen").isBetween(8000L, 8025L);
    assertThat(outcome.summary())
        .contains("not listed by the connected node (does not list it yet)");
    assertThat(outcome.isOk()).isFalse();
  }

  @Test
  void doesNotWaitForANodeThatDoesNotAnswer() throws Throwable {
    ByHand byHand = byHand("");
    register("orders");
    byHand.offline();
    service.list =
        () -> {
          throw new IllegalStateException("HTTP 403");
        };
    long before = time.now();
    Outcome outcome = byHand.online();
    assertThat(millisSince(before)).isBetween(3000L, 3025L);
    assertThat(outcome.summary())
        .contains("not listed by the connected node (IllegalStateException: HTTP 403)");
  }

  @Test
  void doesNotVerifyOnRequest() throws Throwable {
    ByHand byHand = byHand("verify=off");
    register("orders");
    byHand.offline();
    assertThat(byHand.online().summary()).contains(" at 0 ms, not verified; over at 25 ms");
  }

  @Test
  void stopsAskingWhenItIsInterrupted() throws Throwable {
    ByHand byHand = byHand("");
    register("orders");
    byHand.offline();
    int[] asked = new int[1];
    service.list =
        () -> {
          asked[0]++;
          return List.of();
        };
    Thread.currentThread().interrupt();
    assertThatThrownBy(byHand::online).isInstanceOf(InterruptedException.class);
    time.advance(1000);
    assertThat(asked[0]).isZero();
    assertThat(service.calls).as("the registering goes on").endsWith("register orders 8080");
  }

  /** It may be in a local variable only, of a method that has returned. */
  @Test
  void bringsBackThroughAClientThatTheApplicationLetGoOf() throws Throwable {
    ByHand byHand = byHand("");
    register("orders");
    byHand.offline();
    time.advance(1000); // what was still to be asked held it
    List<String> calls = service.calls;
    WeakReference<Object> nobodys = new WeakReference<>(new Object());
    service = null;
    await()
        .until(
            () -> {
              System.gc();
              return nobodys.get() == null;
            });
    assertThat(byHand.online().isOk()).isTrue();
    assertThat(calls).endsWith("register orders 8080");
  }

  /** An operator may have enabled it in Nacos, which forgets that a minute after it left. */
  @Test
  void registersAgainWhatWasTakenOfflineAsItWasListed() throws Throwable {
    ByHand byHand = byHand("");
    Callable<List<Instance>> registered = service.list;
    Instance disabled = instance();
    disabled.setInstanceId("one");
    disabled.setEnabled(false);
    handlers.onRegister().enter(service, "orders", "G", disabled);
    Instance changed = instance();
    changed.setInstanceId("another");
    changed.setWeight(0.5);
    changed.getMetadata().put("zone", "b");
    service.list = () -> List.of(changed);
    byHand.offline();
    service.list = registered;
    assertThat(byHand.online().isOk()).isTrue();
    assertThat(registered.call())
        .singleElement()
        .satisfies(
            back -> {
              assertThat(back.isEnabled()).isTrue();
              assertThat(back.getWeight()).isEqualTo(0.5);
              assertThat(back.getMetadata()).isEqualTo(Map.of("zone", "b"));
              assertThat(back.getInstanceId()).isEqualTo("one");
            });
  }

  @Test
  void doesNotWaitForANodeToListWhatIsDisabled() throws Throwable {
    ByHand byHand = byHand("");
    Instance disabled = instance();
    disabled.setEnabled(false);
    handlers.onRegister().enter(service, "orders", "G", disabled);
    service.list = Collections::emptyList;
    byHand.offline();
    Outcome outcome = byHand.online();
    assertThat(outcome.isOk()).isTrue();
    assertThat(outcome.summary())
        .startsWith("registered G@@orders [10.0.0.1:8080] at 0 ms, not verified");
  }

  @Test
  void doesNotWaitLongToLearnHowItIsListed() throws Throwable {
    ByHand byHand = byHand("verify=off");
    register("orders");
    service.list =
        () -> {
          time.sleep(60_000);
          return List.of();
        };
    long before = time.now();
    byHand.offline();
    assertThat(millisSince(before)).isLessThan(3000);
    assertThat(service.calls).containsExactly("deregister orders 8080");
    time.advance(60_000);
    assertThat(registrations.snapshot()).isEmpty();
  }

  /** As after a refresh of the configuration: the first one is shut down. */
  @Test
  void bringsBackThroughTheNewNamingService() throws Throwable {
    ByHand byHand = byHand("");
    register("orders");
    byHand.offline();
    handlers.onDeregister().enter(service, "orders", "G", instance());
    handlers.onClose(closed -> {}).enter(service, null, null, null);
    FakeNamingService first = service;
    service = new FakeNamingService.Plain();
    assertThat(handlers.onRegister().enter(service, "orders", "G", instance())).isNotNull();
    first.calls.clear();
    assertThat(byHand.online().isOk()).isTrue();
    assertThat(service.calls).containsExactly("register orders 8080");
    assertThat(first.calls).isEmpty();
  }

  @Test
  void bringsNothingBackWhereNothingWasTakenOffline() throws Throwable {
    register("orders");
    assertThat(byHand("").online().summary()).isEqualTo("nothing was taken offline by hand");
    assertThat(byHand("dry-run=true").online().summary())
        .isEqualTo("dry-run: nothing was taken offline");
    registrations.takeOffline();
    Outcome outcome = byHand("").online();
    assertThat(outcome.summary()).isEqualTo("the process is being shut down");
    assertThat(outcome.isOk()).isFalse();
  }

  private static void fail() {
    throw new IllegalStateException("told to fail");
  }

  private ByHand byHand(String argument) {
    return byHand(argument, time);
  }

  /**
   * @param arriving what registers is begun with
   */
  private ByHand byHand(String argument, Scheduler arriving) {
    Settings settings = Settings.read(argument, new Properties(), Map.of());
    DryRun dryRun = new DryRun(settings.get(Option.DRY_RUN));
    drains =
        new Drains(
            settings,
            dryRun,
            registrations,
            new Departures(
                settings.get(Option.DEREGISTER_TIMEOUT), settings.get(Option.VERIFY), gate, time),
            new Traffic(),
            new Availability(contexts, time),
            Collections.emptySet(),
            leaving -> false,
            errors,
            time);
    return new ByHand(
        dryRun,
        registrations,
        new Arrivals(
            settings.get(Option.DEREGISTER_TIMEOUT), settings.get(Option.VERIFY), arriving),
        drains,
        errors,
        time);
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

  private long millisSince(long before) {
    return TimeUnit.NANOSECONDS.toMillis(time.now() - before);
  }
}
