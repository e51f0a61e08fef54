package io.github.nacosgraceful.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.context.Availability;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.departure.Departures;
import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.intake.FakeListener;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Source;
import io.github.nacosgraceful.intake.Work;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Drains of a process that has listeners and jobs. Times are milliseconds. */
class IntakeDrainTest {

  private final FakeScheduler time = new FakeScheduler(System.nanoTime());
  private final long begun = time.now();
  private final Contexts contexts = new Contexts();
  private final Gate gate = new Gate(time);
  private final Registrations registrations = new Registrations(gate, contexts, time);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final Traffic traffic = new Traffic();
  private final FakeNamingService service = new FakeNamingService.Plain();
  private final Intake intake = new Intake(contexts, time);
  private final FakeListener orders = new FakeListener("orders");
  private final FakeListener demoJob = new FakeListener("demoJob");

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void holdsListenersBeforeItDeregisters() throws Throwable {
    register("orders");
    Source known = intake.known(orders, new FakeListener.Type());
    boolean[] held = new boolean[1];
    service.behaviour = () -> held[0] = known.isHeld();
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(held[0]).isTrue();
    assertThat(orders.told).first().isEqualTo("stop for good");
    assertThat(only(drains).summary())
        .contains("; in flight 0; intake stopped at ")
        .contains(" ms; handed over at 1");
    assertThat(only(drains).isOk()).isTrue();
  }

  @Test
  void waitsForWhatTheyHaveBegun() throws Throwable {
    register("orders");
    Source known = intake.known(orders, new FakeListener.Type());
    begin(known);
    at(2000, known::end);
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(millis()).isBetween(2000L, 2030L);
    assertThat(only(drains).isOk()).isTrue();
  }

  @Test
  void namesWhatIsLongerThanTheDrain() throws Throwable {
    register("orders");
    begin(intake.known(demoJob, new FakeListener.Type(Work.JOB)));
    traffic.begin();
    Drains drains = drains("shutdown.timeout=10s");
    onSignal(drains);
    assertThat(millis()).isEqualTo(9800);
    assertThat(only(drains).summary())
        .contains("; in flight 2 (1 request, 1 job demoJob); time is up; handed over at 9800 ms");
    assertThat(only(drains).isOk()).isFalse();
  }

  @Test
  void waitsForThemWhereNothingIsRegistered() throws Throwable {
    Source known = intake.known(demoJob, new FakeListener.Type(Work.JOB));
    begin(known);
    at(1000, known::end);
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(millis()).isBetween(1000L, 1010L);
    assertThat(only(drains).summary())
        .startsWith(
            "nothing is registered; no request since the stop; in flight 0; intake stopped at");
  }

  /** There are listeners, and nothing is under way. */
  @Test
  void takesNoTimeWhereNothingIsUnderWay() throws Throwable {
    intake.known(orders, new FakeListener.Type());
    drains("").drainAll("Shutdown");
    assertThat(millis()).isLessThan(20);
  }

  @Test
  void saysNothingWhereThereIsNothing() {
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(drains.history().last()).isEmpty();
    assertThat(time.started()).doesNotContain("intake");
  }

  @Test
  void endsInTimeWithALibraryThatHangs() throws Throwable {
    register("orders");
    orders.behaviour = () -> time.sleep(60_000);
    intake.known(orders, new FakeListener.Type());
    Drains drains = drains("");
    drains.drainAll("Shutdown");
    assertThat(millis()).isBetween(3000L, 3020L);
    assertThat(only(drains).summary()).contains("; NOT stopped: fake orders; handed over");
    assertThat(only(drains).isOk()).isFalse();
  }

  @Test
  void leavesThemAloneWhenTakenOfflineByHand() throws Throwable {
    register("orders");
    intake.known(orders, new FakeListener.Type());
    drains("").offline();
    assertThat(orders.told).isEmpty();
  }

  @Test
  void stopsThemByHandIfAskedTo() throws Throwable {
    register("orders");
    Source known = intake.known(orders, new FakeListener.Type());
    Drains drains = drains("intake=with-offline");
    drains.offline();
    assertThat(orders.told).startsWith("stop");
    assertThat(known.state()).isEqualTo("stopped");
    assertThat(drains.comeBack()).containsExactly(known);
    time.advance(1);
    assertThat(orders.told).containsExactly("stop", "start");
    assertThat(known.state()).isEqualTo("taking");
  }

  @Test
  void changesNothingInADryRun() throws Throwable {
    register("orders");
    Source known = intake.known(orders, new FakeListener.Type());
    drains("dry-run=true").drainAll("Shutdown");
    assertThat(known.isHeld()).isFalse();
    assertThat(orders.told).isEmpty();
  }

  private static void begin(Source known) throws InterruptedException {
    Thread worker = new Thread(known::begin);
    worker.start();
    worker.join();
  }

  /** No request waits for the end of the process. */
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
    Drains drains =
        new Drains(
            settings,
            new DryRun(settings.get(Option.DRY_RUN)),
            registrations,
            new Departures(
                settings.get(Option.DEREGISTER_TIMEOUT), settings.get(Option.VERIFY), gate, time),
            traffic,
            new Availability(contexts, time),
            Collections.emptySet(),
            leaving -> false,
            new SuppressedErrors(),
            time);
    drains.stops(intake);
    return drains;
  }

  private static Outcome only(Drains drains) {
    assertThat(drains.history().last()).hasSize(1);
    return drains.history().last().get(0);
  }

  private void register(String name) throws Throwable {
    Instance instance = new Instance();
    instance.setIp("10.0.0.1");
    instance.setPort(8080);
    handlers.onRegister().enter(service, name, "G", instance);
    service.registerInstance(name, "G", instance);
    service.calls.clear();
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(time.now() - begun);
  }
}
