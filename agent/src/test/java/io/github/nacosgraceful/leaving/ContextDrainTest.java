package io.github.nacosgraceful.leaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.config.Verify;
import io.github.nacosgraceful.context.Availability;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.context.FakeContext;
import io.github.nacosgraceful.context.Refreshing;
import io.github.nacosgraceful.departure.Departures;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stops while the JVM goes on, and what stops with it. */
class ContextDrainTest {

  private final FakeScheduler time = new FakeScheduler(System.nanoTime());
  private final Contexts contexts = new Contexts();
  private final Gate gate = new Gate(time);
  private final Registrations registrations = new Registrations(gate, contexts, time);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final FakeNamingService service = new FakeNamingService.Plain();
  private final Object context = new Object();
  private final Object other = new Object();
  private final Drains drains = drains(Collections.emptySet());
  private final ContextDrain contextDrain = new ContextDrain(drains, contexts);

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void drainsWhatTheContextRegisteredBeforeItCloses() throws Throwable {
    whileRefreshing(context, "orders");
    whileRefreshing(other, "bills");
    Handler close = contextDrain.onClose();
    Object closing = close.enter(context, null, null, null);
    assertThat(service.calls).containsExactly("deregister orders 8080");
    assertThat(drains.history().last())
        .singleElement()
        .extracting(one -> one.title())
        .isEqualTo("Closing context Object");
    assertThat(contexts.isDrainedOnThisThread()).isTrue();
    close.exit(closing, context, null);
    assertThat(contexts.isDrainedOnThisThread()).isFalse();
    assertThat(registrations.snapshot()).hasToString("[G@@bills [10.0.0.1:8080]]");
  }

  /** A refresh of the configuration, on a thread of the client: nobody says for which context. */
  @Test
  void drainsWhatWasRegisteredAnewThroughANewNamingService() throws Throwable {
    whileRefreshing(context, "orders");
    handlers.onDeregister().enter(service, "orders", "G", instance());
    handlers.onClose(closed -> {}).enter(service, null, null, null);
    FakeNamingService next = new FakeNamingService.Plain();
    handlers.created(next);
    handlers.onRegister().enter(next, "orders", "G", instance());
    contextDrain.onClose().enter(context, null, null, null);
    assertThat(next.calls).containsExactly("deregister orders 8080");
    assertThat(contexts.isDrainedOnThisThread()).isTrue();
  }

  @Test
  void drainsWhatWasRegisteredLongAfterTheStart() throws Throwable {
    FakeContext application = new FakeContext(contexts, null, 8080);
    application.refresh();
    new FakeContext(contexts, null, 8081).refresh();
    handlers.onRegister().enter(service, "orders", "G", instance());
    contextDrain.onClose().enter(application, null, null, null);
    assertThat(service.calls).containsExactly("deregister orders 8080");
  }

  /** Two Nacos, or two applications: nobody knows to which it belongs. */
  @Test
  void leavesAloneWhatIsOnlineThroughAnotherNamingServiceToo() throws Throwable {
    whileRefreshing(context, "orders");
    FakeNamingService next = new FakeNamingService.Plain();
    handlers.onRegister().enter(next, "orders", "G", instance());
    contextDrain.onClose().enter(context, null, null, null);
    assertThat(service.calls).containsExactly("deregister orders 8080");
    assertThat(next.calls).isEmpty();
  }

  @Test
  void closesAContextThatHasRegisteredNothingAsEver() throws Throwable {
    whileRefreshing(other, "bills");
    Handler close = contextDrain.onClose();
    Object closing = close.enter(context, null, null, null);
    assertThat(contexts.isDrainedOnThisThread()).isFalse();
    close.exit(closing, context, null);
    assertThat(service.calls).isEmpty();
    assertThat(time.started()).isEmpty();
  }

  @Test
  void forgetsAClosingThatCouldNotBegin() throws Throwable {
    whileRefreshing(context, "orders");
    Handler close =
        new ContextDrain(drains(null), contexts).onClose(); // it throws without a set of servers
    assertThatThrownBy(() -> close.enter(context, null, null, null))
        .isInstanceOf(NullPointerException.class);
    close.exit(null, context, null);
    assertThat(service.calls).isEmpty();
    assertThat(contexts.isClosing(registrations.offline().get(0).context())).isFalse();
  }

  @Test
  void drainsWhatWebApplicationsRegistered() throws Throwable {
    ClassLoader application = new ClassLoader() {};
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(application);
    try {
      whileRefreshing(context, "orders");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    whileRefreshing(other, "bills");
    contextDrain.stops("Stopping web application /", Set.of(application));
    assertThat(service.calls).containsExactly("deregister orders 8080");
  }

  @Test
  void drainsEverythingOnceWhenTheJvmStops() throws Throwable {
    whileRefreshing(context, "orders");
    whileRefreshing(other, "bills");
    ShutdownDrain shutdown = new ShutdownDrain(drains);
    assertThat(shutdown.isDrained()).isFalse();
    shutdown.run();
    assertThat(shutdown.isDrained()).isTrue();
    shutdown.run();
    assertThat(drains.history().count()).isEqualTo(1);
    assertThat(service.calls)
        .containsExactlyInAnyOrder("deregister orders 8080", "deregister bills 8080");
  }

  @Test
  void letsTheJvmStopIfTheDrainFails() throws Throwable {
    whileRefreshing(context, "orders");
    ShutdownDrain shutdown = new ShutdownDrain(drains(null));
    shutdown.run();
    assertThat(shutdown.isDrained()).isFalse();
  }

  private Drains drains(Set<String> servers) {
    Settings settings = Settings.read("", new Properties(), Map.of());
    return new Drains(
        settings,
        new DryRun(false),
        registrations,
        new Departures(3000, Verify.ALL, gate, time),
        new Traffic(),
        new Availability(contexts, time),
        servers,
        leaving -> false,
        new SuppressedErrors(),
        time);
  }

  private void whileRefreshing(Object refreshed, String name) throws Throwable {
    Refreshing.during(() -> refreshes(refreshed, name));
  }

  private void refreshes(Object refreshed, String name) throws Throwable {
    Handler refresh = contexts.onRefresh();
    Object entered = refresh.enter(refreshed, null, null, null);
    handlers.onRegister().enter(service, name, "G", instance());
    service.registerInstance(name, "G", instance());
    service.calls.clear();
    refresh.exit(entered, refreshed, null);
  }

  private static Instance instance() {
    Instance instance = new Instance();
    instance.setIp("10.0.0.1");
    instance.setPort(8080);
    return instance;
  }
}
