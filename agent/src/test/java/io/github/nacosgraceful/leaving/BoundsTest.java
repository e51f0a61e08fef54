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
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a drain takes, whatever is registered and however Nacos is. */
class BoundsTest {

  private static final int MOST_THREADS = 64;
  private static final int LONGEST_LINE = 1000;

  /** {@code Traffic} has the clock of the JVM. */
  private final FakeScheduler time = new FakeScheduler(System.nanoTime());

  private final Contexts contexts = new Contexts();
  private final Gate gate = new Gate(time);
  private final Registrations registrations = new Registrations(gate, contexts, time);
  private final RegistrationHandlers handlers =
      new RegistrationHandlers(registrations, contexts, () -> true);
  private final FakeNamingService service = new FakeNamingService.Plain();
  private final AtomicInteger questions = new AtomicInteger();
  private long begun;

  @AfterEach
  void close() {
    time.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 300, 1000})
  void areKeptWhereNacosIsInOrder(int count) throws Throwable {
    register(service, count);
    answerAfter(1);
    Outcome outcome = drain();
    assertThat(outcome.isOk()).isTrue();
    assertThat(service.calls).hasSize(count);
    assertThat(questions.get()).as("requests for lists").isLessThan(4 * count + 10);
    assertThat(millis()).isLessThan(3000);
  }

  /** It gets on, so what waits for its turn is not given up. */
  @ParameterizedTest
  @ValueSource(ints = {1, 60, 300, 1000})
  void areKeptWhereNacosIsSlow(int count) throws Throwable {
    register(service, count);
    answerAfter(100);
    Outcome outcome = drain();
    assertThat(outcome.summary()).startsWith("deregistered");
    assertThat(service.calls).hasSize(count);
    assertThat(questions.get()).as("four at a time, in 8 s").isLessThan(340);
    assertThat(millis()).isLessThan(8500);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 300, 1000})
  void areKeptWhereNacosHangs(int count) throws Throwable {
    register(service, count);
    service.behaviour = () -> time.sleep(50_000);
    service.list =
        () -> {
          time.sleep(50_000);
          return Collections.emptyList();
        };
    Outcome outcome = drain();
    assertThat(outcome.summary()).startsWith("NOT deregistered");
    assertThat(millis()).as("and a moment for the last answers").isBetween(3000L, 3300L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 300, 1000})
  void areKeptWhereNacosIsGone(int count) throws Throwable {
    register(service, count);
    service.behaviour =
        () -> {
          time.sleep(400);
          throw new IllegalStateException("Client not connected");
        };
    service.list =
        () -> {
          questions.incrementAndGet();
          throw new IllegalStateException("Client not connected");
        };
    Outcome outcome = drain();
    assertThat(outcome.summary()).startsWith("NOT deregistered");
    assertThat(millis()).isBetween(3000L, 3100L);
    assertThat(service.calls).hasSizeLessThan(300);
  }

  /** One call that hangs, a whole Nacos that does, and three hundred others. */
  @Test
  void leaveNothingOutForTheSakeOfWhatHangs() throws Throwable {
    FakeNamingService dead = new FakeNamingService.Plain();
    dead.behaviour = () -> time.sleep(50_000);
    register(dead, 300);
    register(service, 300);
    service.behaviour =
        () -> time.sleep(service.calls.get(service.calls.size() - 1).endsWith(" 7") ? 50_000 : 1);
    drain();
    assertThat(service.calls.stream().distinct()).hasSize(300);
  }

  private Outcome drain() throws InterruptedException {
    begun = time.now();
    Settings settings = Settings.read("", new Properties(), Map.of());
    Drains drains =
        new Drains(
            settings,
            new DryRun(false),
            registrations,
            new Departures(
                settings.get(Option.DEREGISTER_TIMEOUT), settings.get(Option.VERIFY), gate, time),
            new Traffic(),
            new Availability(contexts, time),
            Collections.emptySet(),
            leaving -> false,
            new SuppressedErrors(),
            time);
    drains.drainAll("Shutdown");
    Outcome outcome = drains.history().last().get(0);
    assertThat(time.mostThreads()).isLessThanOrEqualTo(MOST_THREADS);
    assertThat(outcome.summary().length()).isLessThan(LONGEST_LINE);
    return outcome;
  }

  private void answerAfter(long millis) {
    service.behaviour = () -> time.sleep(millis);
    Callable<List<Instance>> answer = service.list;
    service.list =
        () -> {
          questions.incrementAndGet();
          time.sleep(millis);
          return answer.call();
        };
  }

  private void register(FakeNamingService through, int count) throws Throwable {
    for (int port = 1; port <= count; port++) {
      Instance instance = new Instance();
      instance.setIp("10.0.0.1");
      instance.setPort(port);
      handlers.onRegister().enter(through, "orders-" + port, "G", instance);
      through.registerInstance("orders-" + port, "G", instance);
    }
    through.calls.clear();
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(time.now() - begun);
  }
}
