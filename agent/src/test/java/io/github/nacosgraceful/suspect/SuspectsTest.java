package io.github.nacosgraceful.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeTicker;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time passes by hand, and the test looks in the place of the thread that would. */
class SuspectsTest {

  private static final Function<Object, HostPort> ADDRESS =
      instance -> HostPort.parse(instance.toString());

  private final FakeTicker time = new FakeTicker();
  private final long begun = time.now();
  private final Services services = new Services(new WarmUps(0.5));

  /** Who accepts connections, and who was asked when. */
  private final Set<HostPort> open = new HashSet<>();

  private final List<String> asked = new ArrayList<>();
  private int rounds;
  private final List<Thread> started = new ArrayList<>();
  private final Suspects suspects = suspects(false);

  @BeforeEach
  void nacosListsTheService() {
    push("orders", "a:1", "b:1");
  }

  @Test
  void passesListsOnUntouchedWhileNothingIsSuspected() {
    List<String> instances = Arrays.asList("a:1", "b:1");
    assertThat(suspects.avoid("orders", instances, ADDRESS)).isSameAs(instances);
    assertThat(suspects.isEmpty()).isTrue();
  }

  @Test
  void leavesOutWhatCallsCannotConnectTo() {
    fail("a:1");
    assertThat(avoid("a:1", "b:1", "unreadable")).containsExactly("b:1", "unreadable");
    assertThat(started).hasSize(1);
  }

  /** It was the call's own fault, or a moment's. */
  @Test
  void avoidsWhatAcceptsConnectionsUntilThatIsTried() {
    open.add(HostPort.parse("a:1"));
    long before = epoch();
    suspects.failed(HostPort.parse("a:1"));
    assertThat(epoch()).as("the very next pick reads anew").isEqualTo(before + 1);
    assertThat(avoid("a:1", "b:1")).as("before it is tried").containsExactly("b:1");
    assertThat(avoid("a:1")).as("the last one").hasSize(1);
    suspects.prober.look();
    assertThat(asked).containsExactly("a:1 at 0");
    assertThat(avoid("a:1", "b:1")).hasSize(2);
    assertThat(suspects.isEmpty()).isTrue();
    assertThat(epoch()).as("so does the next").isGreaterThan(before + 1);
  }

  /** A pick reads the list without it, and nobody knows of that list yet. */
  @Test
  void letsAListBeReadAnewThatWasReadWhileItCameBack() {
    open.add(HostPort.parse("a:1"));
    suspects.failed(HostPort.parse("a:1"));
    long read = epoch();
    suspects.prober.look();
    assertThat(epoch()).isGreaterThan(read);
  }

  /** Its callers ask for its version, and would find none. */
  @Test
  void neverLeavesOutTheLastOfItsKind() {
    services.bump(
        Reports.ofVersions("orders", Map.of("a:1", "1", "b:1", "1", "grey:1", "2", "grey:2", "2")));
    fail("grey:1");
    assertThat(avoid("a:1", "b:1", "grey:1", "grey:2")).containsExactly("a:1", "b:1", "grey:2");
    fail("grey:2");
    assertThat(avoid("a:1", "b:1", "grey:1", "grey:2")).as("as without the agent").hasSize(4);
    fail("a:1");
    assertThat(avoid("a:1", "b:1", "grey:1", "grey:2")).containsExactly("b:1", "grey:1", "grey:2");
  }

  /** Lists may have other addresses than Nacos. */
  @Test
  void triesWhatNacosDoesNotListOnceAListHasIt() {
    fail("mapped:1");
    assertThat(asked).isEmpty();
    assertThat(avoid("mapped:1", "mapped:2")).hasSize(2);
    suspects.prober.look();
    assertThat(asked).containsExactly("mapped:1 at 0");
    assertThat(avoid("mapped:1", "mapped:2")).containsExactly("mapped:2");
  }

  /** Netty tells the expanded number, Nacos what the provider wrote. */
  @Test
  void knowsAnInstanceByAnySpellingOfItsAddress() {
    push("orders", "[::1]:1", "b:1");
    suspects.failed(HostPort.of(new InetSocketAddress("::1", 1)));
    suspects.prober.look();
    assertThat(avoid("[::1]:1", "b:1")).containsExactly("b:1");
    HostPort called = HostPort.of(URI.create("http://[0:0:0:0:0:0:0:1]:1/work"));
    suspects.answered(called, null, suspects.begun());
    assertThat(avoid("[::1]:1", "b:1")).hasSize(2);
  }

  @Test
  void letsTheListsBeReadAnewAtOnceAndOnceHoweverManyCallsFail() {
    long before = epoch();
    suspects.failed(HostPort.parse("a:1"));
    suspects.failed(HostPort.parse("a:1"));
    assertThat(epoch()).isEqualTo(before + 1);
    fail("a:1");
    fail("a:1");
    assertThat(epoch()).as("once more when it is tried").isEqualTo(before + 2);
  }

  @Test
  void neverLeavesOutTheLastInstance() {
    fail("a:1");
    assertThat(avoid("a:1")).containsExactly("a:1");
  }

  @Test
  void neverLeavesOutMoreThanHalf() {
    push("orders", "a:1", "a:2", "a:3", "a:4", "b:1");
    for (int port = 1; port <= 4; port++) {
      fail("a:" + port);
    }
    assertThat(avoid("a:1", "a:2", "a:3", "a:4", "b:1")).hasSize(3);
  }

  @Test
  void doesNotTouchWhatIsNotInNacos() {
    fail("a:1");
    List<String> instances = Arrays.asList("a:1", "b:1");
    assertThat(suspects.avoid("in-consul", instances, ADDRESS)).isSameAs(instances);
  }

  @Test
  void changesNothingInADryRun() {
    Suspects dry = suspects(true);
    dry.failed(HostPort.parse("a:1"));
    dry.prober.look();
    List<String> instances = Arrays.asList("a:1", "b:1");
    assertThat(dry.avoid("orders", instances, ADDRESS)).isSameAs(instances);
  }

  @Test
  void picksAgainWhatACallReaches() {
    fail("a:1");
    avoid("a:1", "b:1");
    long before = epoch();
    suspects.answered(HostPort.parse("a:1"), null, suspects.begun());
    suspects.answered(HostPort.parse("never:1"), null, suspects.begun());
    assertThat(avoid("a:1", "b:1")).hasSize(2);
    assertThat(epoch()).isGreaterThan(before);
  }

  /** An instance that stops has closed its port, and still answers what is in flight. */
  @Test
  void learnsNothingFromACallThatBeganBeforeTheFailure() {
    HostPort address = HostPort.parse("a:1");
    Object atBegin = suspects.begun();
    fail("a:1");
    avoid("a:1", "b:1");
    suspects.answered(address, null, atBegin);
    assertThat(avoid("a:1", "b:1")).containsExactly("b:1");
  }

  @Test
  void picksAgainWhatAcceptsConnections() {
    fail("a:1");
    avoid("a:1", "b:1");
    open.add(HostPort.parse("a:1"));
    passTo(999);
    assertThat(avoid("a:1", "b:1")).containsExactly("b:1");
    passTo(1000);
    assertThat(avoid("a:1", "b:1")).hasSize(2);
    assertThat(suspects.prober.isIdle()).isTrue();
  }

  /** The pauses double, up to 30 s. */
  @Test
  void goesOnAvoidingWhatRefuses() {
    fail("a:1");
    for (int second = 1; second <= 95; second++) {
      assertThat(avoid("a:1", "b:1")).containsExactly("b:1");
      passTo(1000 * second);
    }
    assertThat(asked)
        .containsExactly(
            "a:1 at 0",
            "a:1 at 1000",
            "a:1 at 3000",
            "a:1 at 7000",
            "a:1 at 15000",
            "a:1 at 31000",
            "a:1 at 61000",
            "a:1 at 91000");
  }

  @Test
  void knowsWhenToLookNext() {
    fail("a:1");
    avoid("a:1", "b:1");
    assertThat(nextMillis()).isEqualTo(1000);
    passTo(1000);
    assertThat(nextMillis()).isEqualTo(2000);
    push("bills", "c:1");
    suspects.broke(HostPort.parse("c:1"));
    assertThat(nextMillis()).isZero();
  }

  /** Restarted where it was: it need not wait for the next check, which may be 30 s away. */
  @Test
  void checksAtOnceWhenNacosSaysSomethingNew() {
    fail("a:1");
    avoid("a:1", "b:1");
    passTo(1000);
    passTo(3000);
    open.add(HostPort.parse("a:1"));
    push("bills", "c:1");
    suspects.prober.look();
    assertThat(avoid("a:1", "b:1")).as("another service").hasSize(1);
    push("DEFAULT_GROUP@@orders", "a:1", "b:1");
    assertThat(nextMillis()).isZero();
    suspects.prober.look();
    assertThat(avoid("a:1", "b:1")).hasSize(2);
  }

  /** A database, which the process cannot connect to either. */
  @Test
  void opensNoConnectionToWhatNoServiceLists() {
    fail("database:1");
    for (int second = 1; second < 30; second++) {
      avoid("a:1", "b:1");
      passTo(1000 * second);
    }
    assertThat(asked).isEmpty();
    assertThat(suspects.isEmpty()).isFalse();
    passTo(30_000);
    assertThat(suspects.isEmpty()).isTrue();
  }

  @Test
  void forgetsWhatIsInNoListAnyMore() {
    fail("a:1");
    avoid("a:1", "b:1");
    for (int second = 1; second < 60; second++) {
      passTo(1000 * second);
    }
    assertThat(suspects.isEmpty()).isFalse();
    passTo(60_000);
    assertThat(suspects.isEmpty()).isTrue();
  }

  /** Some read their lists when they are told to, and else never. */
  @Test
  void letsTheListsBeReadAnewOnceItHasForgotten() {
    fail("a:1");
    avoid("a:1", "b:1");
    long epoch = epoch();
    passTo(60_000);
    assertThat(suspects.isEmpty()).isTrue();
    assertThat(epoch()).isEqualTo(epoch + 1);
  }

  @Test
  void takesForAStrangerWhatItsServiceListsNoLonger() {
    fail("a:1");
    avoid("a:1", "b:1");
    avoid("b:1");
    passTo(30_000);
    assertThat(suspects.isEmpty()).isTrue();
    assertThat(asked).containsExactly("a:1 at 0");
  }

  /** A provider that is killed: its connections break before calls are refused. */
  @Test
  void looksAtOnceWhetherAnInstanceIsGoneThatACallGotNoAnswerFrom() {
    suspects.broke(HostPort.parse("a:1"));
    assertThat(started).hasSize(1);
    suspects.prober.look();
    assertThat(asked).containsExactly("a:1 at 0");
    assertThat(avoid("a:1", "b:1")).containsExactly("b:1");
  }

  @Test
  void looksMoreThanOnceAsAPortMayStayOpenForAMoment() {
    open.add(HostPort.parse("a:1"));
    suspects.broke(HostPort.parse("a:1"));
    passTo(0);
    open.clear();
    passTo(49);
    assertThat(avoid("a:1", "b:1")).hasSize(2);
    passTo(50);
    assertThat(avoid("a:1", "b:1")).containsExactly("b:1");
  }

  @Test
  void goesOnPickingAnInstanceThatAcceptsConnections() {
    open.add(HostPort.parse("a:1"));
    suspects.broke(HostPort.parse("a:1"));
    for (int millis = 0; millis <= 2000; millis += 10) {
      suspects.broke(HostPort.parse("b:2")); // not listed: nobody knows whose it is
      passTo(millis);
    }
    assertThat(asked).containsExactly("a:1 at 0", "a:1 at 50", "a:1 at 250", "a:1 at 1000");
    assertThat(avoid("a:1", "b:1")).hasSize(2);
    assertThat(suspects.prober.isIdle()).isTrue();
  }

  @Test
  void doesNotDoubtWhatIsSuspectedOrInDoubtAlready() {
    suspects.broke(HostPort.parse("a:1"));
    suspects.broke(HostPort.parse("a:1"));
    suspects.prober.look();
    suspects.broke(HostPort.parse("a:1"));
    suspects.prober.look();
    assertThat(asked).containsExactly("a:1 at 0");
  }

  /** A host has vanished: one after the other, each would be waited for. */
  @Test
  void triesAllThatAreDueAtTheSameTime() {
    push("orders", "a:1", "a:2", "a:3", "b:1", "b:2", "b:3", "b:4");
    suspects.failed(HostPort.parse("a:1"));
    suspects.failed(HostPort.parse("a:2"));
    suspects.broke(HostPort.parse("a:3"));
    suspects.prober.look();
    assertThat(rounds).isOne();
    assertThat(asked).containsExactlyInAnyOrder("a:1 at 0", "a:2 at 0", "a:3 at 0");
    assertThat(avoid("a:1", "a:2", "a:3", "b:1", "b:2", "b:3", "b:4")).hasSize(4);
    suspects.prober.look();
    assertThat(rounds).as("nothing is due").isOne();
  }

  @Test
  void notesABoundedNumber() {
    String[] all = new String[1000];
    for (int port = 1; port <= 1000; port++) {
      all[port - 1] = "a:" + port;
    }
    push("orders", all);
    Arrays.stream(all).forEach(this::fail);
    assertThat(avoid(all)).hasSize(1000 - 256);
  }

  @Test
  void doubtsABoundedNumber() {
    String[] all = new String[1000];
    for (int port = 1; port <= 1000; port++) {
      all[port - 1] = "a:" + port;
      open.add(HostPort.parse(all[port - 1]));
    }
    push("orders", all);
    for (String one : all) {
      suspects.broke(HostPort.parse(one));
    }
    suspects.prober.look();
    assertThat(asked).hasSize(256);
  }

  private Suspects suspects(boolean dryRun) {
    return new Suspects(services, new DryRun(dryRun), time, this::accepting, started::add);
  }

  private Set<HostPort> accepting(Set<HostPort> addresses) {
    rounds++;
    return addresses.stream().filter(this::accepts).collect(Collectors.toSet());
  }

  private boolean accepts(HostPort address) {
    asked.add(address + " at " + TimeUnit.NANOSECONDS.toMillis(time.now() - begun));
    return open.contains(address);
  }

  /** A call cannot connect, nor can the agent. */
  private void fail(String address) {
    suspects.failed(HostPort.parse(address));
    suspects.prober.look();
  }

  private void push(String service, String... instances) {
    services.bump(Reports.of(service, instances));
  }

  private long epoch() {
    return services.find("orders").current();
  }

  private long nextMillis() {
    return TimeUnit.NANOSECONDS.toMillis(suspects.prober.nanosToNext());
  }

  /** Looks at that time from the beginning. */
  private void passTo(long millis) {
    time.advance(millis - TimeUnit.NANOSECONDS.toMillis(time.now() - begun));
    suspects.prober.look();
  }

  private List<Object> avoid(String... instances) {
    return new ArrayList<>(
        suspects.avoid("orders", Collections.unmodifiableList(Arrays.asList(instances)), ADDRESS));
  }
}
