package io.github.nacosgraceful.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeAnswersTest {

  private final FakeScheduler time = new FakeScheduler();
  private final long begun = time.now();
  private final FakeNamingService owner = new FakeNamingService.Plain();
  private final Registration orders = registration(owner, "orders");
  private final Map<Registration, FakeListing> listings = new HashMap<>();
  private final NodeAnswers answers =
      new NodeAnswers(new Watched(), (of, registration) -> listings.get(registration));

  private final List<ExecutorService> workers = new ArrayList<>();

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void sayOfEachNodeWhetherItListsEachRegistration() throws Exception {
    Registration bills = registration(owner, "bills");
    node(orders, "one:8848", () -> true);
    node(orders, "two:8848", () -> false);
    node(bills, "one:8848", NodeAnswersTest::fail);
    assertThat(ask(orders, bills))
        .containsEntry(orders, "one:8848 true null, two:8848 false null")
        .containsEntry(bills, "one:8848 null IllegalStateException: HTTP 403");
    assertThat(millis()).as("all at once").isLessThan(10);
    assertThat(time.started()).as("one for each client").containsExactly("find-nodes");
  }

  @Test
  void areGoodForASecond() throws Exception {
    Node node = node(orders, "one:8848", () -> true);
    ask(orders);
    listings.get(orders).answer(node, () -> false);
    time.advance(990);
    assertThat(ask(orders)).containsEntry(orders, "one:8848 true null");
    time.advance(15);
    assertThat(ask(orders)).containsEntry(orders, "one:8848 false null");
  }

  @Test
  void areNotGoodForAnotherRegistration() throws Exception {
    node(orders, "one:8848", () -> true);
    ask(orders);
    Registration bills = registration(owner, "bills");
    node(bills, "one:8848", () -> true);
    assertThat(ask(bills)).containsEntry(bills, "one:8848 true null");
  }

  @Test
  void areWaitedForTwoSeconds() throws Exception {
    Node hanging = node(orders, "hanging:8848", listings(orders)::hang);
    node(orders, "one:8848", () -> true);
    assertThat(ask(orders))
        .containsEntry(orders, "hanging:8848 null no answer, one:8848 true null");
    assertThat(millis()).as("2 s, and a moment for last answers").isBetween(2000L, 2210L);
    time.advance(1000);
    long before = millis();
    assertThat(ask(orders))
        .containsEntry(orders, "hanging:8848 null no answer, one:8848 true null");
    assertThat(millis() - before).as("its thread has not come back").isLessThan(10);
    assertThat(listings(orders).asked(hanging)).isEqualTo(1);
  }

  /** By the endpoint, which does so to whoever takes too long. */
  @Test
  void leaveNoThreadWhereWhoeverWantsThemIsInterrupted() throws Exception {
    node(orders, "one:8848", () -> true);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ask(orders)).isInstanceOf(InterruptedException.class);
    time.advance(3000);
    assertThat(workers).allMatch(ExecutorService::isShutdown);
    assertThat(ask(orders)).containsEntry(orders, "one:8848 true null");
  }

  @Test
  void areAskedForAgainWhenTheThreadHasComeBack() throws Exception {
    Node slow =
        node(
            orders,
            "slow:8848",
            () -> {
              time.sleep(5000);
              return true;
            });
    assertThat(ask(orders)).containsEntry(orders, "slow:8848 null no answer");
    time.advance(6000);
    listings(orders).answer(slow, () -> true);
    assertThat(ask(orders)).containsEntry(orders, "slow:8848 true null");
  }

  @Test
  void areNoneWhileNamesAreLookedUp() throws Exception {
    node(orders, "one:8848", () -> true);
    listings(orders).lookUpTakes(5000);
    assertThat(ask(orders)).containsEntry(orders, "");
    time.advance(1000);
    assertThat(ask(orders)).containsEntry(orders, "");
    assertThat(time.started()).as("the first one is still at it").containsExactly("find-nodes");
    time.advance(3000);
    listings(orders).lookUpTakes(0);
    assertThat(ask(orders)).containsEntry(orders, "one:8848 true null");
  }

  @Test
  void areNoneOfAClientThatTheApplicationLetGoOf() throws Exception {
    Registration lost = registration(null, "lost");
    assertThat(ask(lost)).containsEntry(lost, "");
    assertThat(time.started()).isEmpty();
  }

  private FakeListing listings(Registration registration) {
    return listings.computeIfAbsent(registration, of -> new FakeListing(time));
  }

  private Node node(Registration registration, String address, Callable<Boolean> listed) {
    return listings(registration).with(Node.known(address), listed);
  }

  private Map<Registration, String> ask(Registration... registrations) throws Exception {
    Map<Registration, String> texts = new HashMap<>();
    answers
        .of(List.of(registrations))
        .forEach(
            (registration, nodes) ->
                texts.put(
                    registration,
                    nodes.stream()
                        .map(node -> node.address() + " " + node.isListed() + " " + node.problem())
                        .sorted()
                        .collect(Collectors.joining(", "))));
    return texts;
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(time.now() - begun);
  }

  private static Registration registration(Object owner, String service) {
    return new Registration(owner, service, "G", new ArrayList<>(), false);
  }

  private static boolean fail() {
    throw new IllegalStateException("HTTP 403");
  }

  /** The same time; remembers what does work. */
  private final class Watched implements Scheduler {

    @Override
    public long now() {
      return time.now();
    }

    @Override
    public void sleep(long millis) throws InterruptedException {
      time.sleep(millis);
    }

    @Override
    public void start(Thread thread) {
      time.start(thread);
    }

    @Override
    public boolean join(Thread thread, long millis) {
      return time.join(thread, millis);
    }

    @Override
    public ScheduledExecutorService worker(ThreadFactory threads) {
      ScheduledExecutorService worker = time.worker(threads);
      workers.add(worker);
      return worker;
    }
  }
}
