package io.github.nacosgraceful.following;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import io.github.nacosgraceful.config.PushEmpty;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.thread.ThreadLimit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which empty lists are held back, and what ends it. The only node is asked through the client. */
class EmptyPushesTest {

  private final FakeScheduler time = new FakeScheduler();
  private final NamingServices owners = new NamingServices(time);
  private final EmptyPushes pushes = pushes(PushEmpty.VERIFY, false);
  private final Client client = new Client();
  private final Memory memory = client.serviceInfoHolder;
  private final Set<String> accepting = new HashSet<>();
  private final Memory.Info before = new Memory.Info("orders", 1);
  private final Memory.Info empty = new Memory.Info("orders");

  /** A client 1: there is no connection whose age would count. */
  public static final class Client extends NacosNamingService {
    final Memory serviceInfoHolder = new Memory();
    final ServerProxy serverProxy = new ServerProxy();

    /** What its only node lists. */
    private boolean lists;

    private boolean hangs;
    private FakeScheduler time;

    @Override
    public List<Instance> getAllInstances(
        String service, String group, List<String> clusters, boolean subscribe) {
      if (hangs) {
        time.pause(50_000);
      }
      return lists ? new Memory.Info(service, 1).getHosts() : List.of();
    }
  }

  /** Knows no node that could be asked beside the one. */
  static final class ServerProxy {
    final List<String> serverList = List.of();
    final List<String> serversFromEndpoint = List.of();
    final String nacosDomain = null;
    final String namespaceId = "public";
  }

  @BeforeEach
  void hasInstances() throws Throwable {
    client.time = time;
    owners.onCreated(made -> {}).exit(null, client, null);
    memory.processServiceInfo(before);
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void areHeldUntilTheyAreConfirmed() throws Exception {
    memory.hook = info -> assertThat(holds(info)).as("what is believed").isFalse();
    assertThat(holds(empty)).isTrue();
    time.advance(5_900);
    assertThat(memory.of("orders")).isSameAs(before);
    time.advance(1_200);
    assertThat(memory.of("orders")).isSameAs(empty);
    memory.hook = info -> {};
    memory.processServiceInfo(before);
    assertThat(holds(new Memory.Info("orders"))).as("the next one is in doubt anew").isTrue();
  }

  @Test
  void areAskedForOnceHoweverOftenTheyArePushed() throws Exception {
    assertThat(holds(empty)).isTrue();
    assertThat(holds(new Memory.Info("orders"))).isTrue();
    assertThat(holds(new Memory.Info("bills"))).isTrue();
    time.advance(6_000);
    assertThat(time.started()).containsSubsequence("push-empty", "push-empty");
    time.advance(60_000);
    assertThat(time.started()).filteredOn("push-empty"::equals).hasSize(2);
  }

  /** A restarted Nacos leaves every service in doubt, until most of them are listed again. */
  @Test
  void waitTogetherForTheMomentFromWhichAnyIsBelieved() throws Exception {
    List<Memory.Info> lists = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      memory.processServiceInfo(new Memory.Info("orders-" + i, 1));
      assertThat(holds(new Memory.Info("orders-" + i))).isTrue();
      lists.add(new Memory.Info("orders-" + i, 2));
    }
    time.advance(5_900);
    assertThat(time.started()).isEmpty();
    assertThat(time.mostThreads()).isOne();
    for (Memory.Info list : lists.subList(1, 300)) {
      pushes.filled(memory, list);
    }
    time.advance(10_000);
    assertThat(time.started()).filteredOn("push-empty"::equals).hasSize(1);
    assertThat(memory.of("orders-0").getHosts()).isEmpty();
    assertThat(memory.of("orders-1").getHosts()).isNotEmpty();
  }

  @Test
  void areStoredWhereNoThreadIsToBeHad() throws Exception {
    ThreadLimit limit = new ThreadLimit(time);
    EmptyPushes limited =
        new EmptyPushes(PushEmpty.VERIFY, new DryRun(false), owners, limit, address -> false);
    assertThat(limited.hold(memory, empty, empty)).isTrue();
    time.advance(6_000);
    assertThat(memory.of("orders")).isSameAs(empty);
  }

  @Test
  void areNotStoredOnceAListWithInstancesCame() throws Exception {
    holds(empty);
    time.advance(1_000);
    pushes.filled(memory, new Memory.Info("orders", 2));
    time.advance(60_000);
    assertThat(memory.of("orders")).isSameAs(before);
  }

  @Test
  void areHeldOnWhereAnotherServiceIsFilled() throws Exception {
    holds(empty);
    pushes.filled(memory, new Memory.Info("bills", 2));
    time.advance(10_000);
    assertThat(memory.of("orders")).isSameAs(empty);
  }

  @Test
  void areLetGoOfAfterAMinuteInWhichTheNodeListsInstances() throws Exception {
    client.lists = true;
    holds(empty);
    time.advance(61_000);
    client.lists = false;
    time.advance(60_000);
    assertThat(memory.of("orders")).isSameAs(before);
    assertThat(holds(empty)).as("a new one is asked for").isTrue();
    time.advance(6_000);
    assertThat(time.started()).filteredOn("push-empty"::equals).hasSize(2);
  }

  @Test
  void areHeldWhileTheNodeHangs() throws Exception {
    client.hangs = true;
    holds(empty);
    time.advance(30_000);
    assertThat(memory.of("orders")).isSameAs(before);
    client.hangs = false;
    time.advance(5_000);
    assertThat(memory.of("orders")).isSameAs(empty);
  }

  /** Providers that have lost Nacos, and not their callers, are called as without the agent. */
  @Test
  void areHeldWhileAnInstanceServesWhereTheUserHasProtectedThem() throws Exception {
    memory.protectedFromEmptyLists(pushes.onValidated());
    accepting.add("10.0.0.1:1");
    holds(empty);
    time.advance(30_000);
    assertThat(memory.of("orders")).isSameAs(before);
    accepting.clear();
    time.advance(5_100);
    assertThat(memory.of("orders")).isSameAs(empty);
    memory.processServiceInfo(before);
    memory.processServiceInfo(new Memory.Info("orders"));
    assertThat(memory.of("orders")).as("protected as before").isSameAs(before);
  }

  @Test
  void areForgottenWithTheirNamingService() throws Exception {
    holds(empty);
    pushes.closed(client);
    time.advance(60_000);
    assertThat(memory.of("orders")).isSameAs(before);
  }

  @Test
  void areBelievedWhereNobodyCanBeAsked() throws Exception {
    assertThat(pushes.hold(new Memory(), empty, empty)).as("of no client").isFalse();
  }

  @Test
  void areKeptForGoodOrNotAtAllAsTheOptionSays() throws Exception {
    assertThat(pushes.isOff()).isFalse();
    assertThat(pushes(PushEmpty.OFF, false).isOff()).isTrue();
    assertThat(pushes(PushEmpty.KEEP, false).hold(memory, empty, empty)).isTrue();
    assertThat(pushes(PushEmpty.VERIFY, true).hold(memory, empty, empty)).as("dry-run").isFalse();
    assertThat(time.started()).isEmpty();
  }

  private EmptyPushes pushes(PushEmpty mode, boolean dryRun) {
    return new EmptyPushes(
        mode, new DryRun(dryRun), owners, time, address -> accepting.contains(address.toString()));
  }

  private boolean holds(Memory.Info info) {
    try {
      return pushes.hold(memory, info, info);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
