package io.github.nacosgraceful.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeTicker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time passes by hand, and the test looks in the place of the thread that would. */
class GoodbyesTest {

  private static final Function<Object, HostPort> ADDRESS =
      instance -> HostPort.parse(instance.toString());

  private final FakeTicker time = new FakeTicker();
  private final Services services = new Services(new WarmUps(0.5));
  private final Set<HostPort> closed = new HashSet<>();
  private final List<HostPort> tried = new ArrayList<>();
  private final Suspects suspects = suspects(false);

  @BeforeEach
  void nacosListsTheService() {
    push("a:1", "b:1", "c:1");
  }

  @Test
  void leavesOutAtOnceWhoSaysGoodbye() {
    long before = epoch();
    hear("a:1", "a:1; start=7");
    assertThat(epoch()).isEqualTo(before + 1);
    assertThat(avoid("a:1", "b:1", "c:1", "unreadable"))
        .containsExactly("b:1", "c:1", "unreadable");
    assertThat(tried).as("nothing is guessed").isEmpty();
  }

  @Test
  void lookAtTheListsAnewOnceHoweverManyAnswersSayIt() {
    long before = epoch();
    for (int i = 0; i < 10; i++) {
      hear("a:1", "a:1; start=7");
    }
    assertThat(epoch()).isEqualTo(before + 1);
  }

  /** A gateway may pass on what the instance behind it said. */
  @Test
  void believesItOfTheAddressAloneThatWasCalled() {
    hear("a:1", "b:1; start=7");
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(3);
    hear("a:1", "a:1, b:1; start=7");
    assertThat(avoid("a:1", "b:1", "c:1")).containsExactly("b:1", "c:1");
  }

  @Test
  void takesWhatIsNoGoodbyeForAnAnswerLikeAnyOther() {
    Stream.of("", "a:1", "start=7", "a:1; start=", "a:1; start=-7", "\u0000", "a".repeat(2_000_000))
        .forEach(text -> hear("a:1", text));
    assertThat(suspects.isEmpty()).isTrue();
    hear("a:1", "a:1; start=7");
    hear("a:1", "of another");
    assertThat(suspects.isEmpty()).isTrue();
  }

  @Test
  void believesItOnlyOfWhatNacosLists() {
    hear("database:1", "database:1; start=7");
    assertThat(suspects.isEmpty()).isTrue();
  }

  @Test
  void leavesOutAllThatLeaveWhileOneIsThere() {
    hear("a:1", "a:1; start=7");
    hear("b:1", "b:1; start=8");
    assertThat(avoid("a:1", "b:1", "c:1")).containsExactly("c:1");
    hear("c:1", "c:1; start=9");
    assertThat(avoid("a:1", "b:1", "c:1")).as("all serve on").hasSize(3);
  }

  @Test
  void callsTheOldOneUntilANewOneIsKnown() {
    push("a:1");
    hear("a:1", "a:1; start=7");
    assertThat(avoid("a:1")).containsExactly("a:1");
    push("a:1", "d:1");
    assertThat(avoid("a:1", "d:1")).containsExactly("d:1");
  }

  @Test
  void neverLeavesOutTheLastOfItsKind() {
    services.bump(Reports.ofVersions("orders", Map.of("a:1", "1", "b:1", "1", "grey:1", "2")));
    hear("grey:1", "grey:1; start=7");
    hear("a:1", "a:1; start=7");
    assertThat(avoid("a:1", "b:1", "grey:1")).containsExactly("b:1", "grey:1");
  }

  /** It serves on, and the other one does not. */
  @Test
  void preferWhoLeavesToWhoIsGone() {
    push("a:1", "b:1");
    hear("a:1", "a:1; start=7");
    fail("b:1");
    assertThat(avoid("a:1", "b:1")).containsExactly("a:1");
  }

  @Test
  void guessesOfHalfOfThoseThatStay() {
    push("a:1", "b:1", "c:1", "d:1", "e:1");
    hear("a:1", "a:1; start=7");
    hear("b:1", "b:1; start=7");
    fail("c:1");
    fail("d:1");
    assertThat(avoid("a:1", "b:1", "c:1", "d:1", "e:1")).containsExactly("d:1", "e:1");
  }

  @Test
  void changesNothingInADryRun() {
    Suspects dry = suspects(true);
    dry.answered(HostPort.parse("a:1"), "a:1; start=7", dry.begun());
    List<String> instances = Arrays.asList("a:1", "b:1");
    assertThat(dry.avoid("orders", instances, ADDRESS)).isSameAs(instances);
  }

  @Test
  void forgetsItWhenNacosTells() {
    hear("a:1", "a:1; start=7");
    push("b:1", "c:1");
    assertThat(suspects.isEmpty()).isTrue();
    push("a:1", "b:1", "c:1");
    assertThat(avoid("a:1", "b:1", "c:1")).as("another process").hasSize(3);
  }

  /** An answer of the process before, to a call that took long. */
  @Test
  void doesNotTakeASuccessorForTheOneBefore() {
    Object begun = suspects.begun();
    hear("a:1", "a:1; start=7");
    push("b:1", "c:1");
    push("a:1", "b:1", "c:1");
    suspects.answered(HostPort.parse("a:1"), "a:1; start=7", begun);
    hear("a:1", "a:1; start=7");
    assertThat(suspects.isEmpty()).isTrue();
    hear("a:1", "a:1; start=8");
    assertThat(avoid("a:1", "b:1", "c:1")).as("its own goodbye").hasSize(2);
  }

  /** The first that is heard of the process before comes when it is gone. */
  @Test
  void heedsNoGoodbyeOfACallThatBeganBeforeNacosListedTheAddressAnew() {
    Object begun = suspects.begun();
    push("b:1", "c:1");
    push("a:1", "b:1", "c:1");
    suspects.answered(HostPort.parse("a:1"), "a:1; start=7", begun);
    assertThat(suspects.isEmpty()).isTrue();
    hear("a:1", "a:1; start=7");
    assertThat(suspects.isEmpty()).as("it was the new one, that leaves already").isFalse();
  }

  /** As over gRPC, by a client that calls the same instance in other ways too. */
  @Test
  void hearsAnInstanceAfterAnAnswerOfWhichNobodyKnowsWhenItsCallBegan() {
    push("b:1", "c:1");
    push("a:1", "b:1", "c:1");
    suspects.answered(HostPort.parse("a:1"), "a:1; start=7", null);
    assertThat(suspects.isEmpty()).as("it may be of the process before").isTrue();
    hear("a:1", "a:1; start=7");
    assertThat(avoid("a:1", "b:1", "c:1")).containsExactly("b:1", "c:1");
  }

  /** Its port was closed meanwhile, so whoever has it open is another. */
  @Test
  void hearsNobodyWhoWasGoneBeforeNacosListedTheAddressAnew() {
    hear("a:1", "a:1; start=7");
    avoid("a:1", "b:1", "c:1");
    closed.add(HostPort.parse("a:1"));
    pass(2000);
    push("b:1", "c:1");
    push("a:1", "b:1", "c:1");
    closed.clear();
    pass(1000);
    hear("a:1", "a:1; start=7");
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(3);
  }

  /** A rolling restart that Nacos tells of in one push. */
  @Test
  void forgetsItWhenThePortWasClosedAndIsOpenAgain() {
    hear("a:1", "a:1; start=7");
    avoid("a:1", "b:1", "c:1");
    pass(2000);
    assertThat(tried).containsExactly(HostPort.parse("a:1"));
    assertThat(avoid("a:1", "b:1", "c:1")).as("it has not closed it so far").hasSize(2);
    closed.add(HostPort.parse("a:1"));
    pass(2000);
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(2);
    closed.clear();
    pass(1000);
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(3);
    hear("a:1", "a:1; start=7");
    assertThat(avoid("a:1", "b:1", "c:1")).as("a late answer").hasSize(3);
  }

  /** Nacos is away, and the process has ended. */
  @Test
  void goesOnAvoidingWhoHasLeftUntilSomebodyIsThere() {
    hear("a:1", "a:1; start=7");
    hear("b:1", "b:1; start=7");
    avoid("a:1", "b:1", "c:1");
    closed.add(HostPort.parse("a:1"));
    closed.add(HostPort.parse("b:1"));
    for (int second = 0; second < 300; second++) {
      pass(1000);
      assertThat(avoid("a:1", "b:1", "c:1")).containsExactly("c:1");
    }
  }

  @Test
  void looksAtOnceWhetherItIsGoneWhenACallCannotConnect() {
    hear("a:1", "a:1; start=7");
    closed.add(HostPort.parse("a:1"));
    suspects.failed(HostPort.parse("a:1"));
    suspects.prober.look();
    assertThat(tried).containsExactly(HostPort.parse("a:1"));
  }

  @Test
  void believesItForAMinute() {
    hear("a:1", "a:1; start=7");
    for (int second = 0; second < 59; second++) {
      pass(1000);
      assertThat(avoid("a:1", "b:1", "c:1")).hasSize(2);
    }
    pass(2000);
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(3);
    assertThat(suspects.prober.isIdle()).isTrue();
    hear("a:1", "a:1; start=7");
    assertThat(avoid("a:1", "b:1", "c:1")).as("it does leave").hasSize(2);
  }

  @Test
  void isForgottenWithoutAnyListThatIsRead() {
    hear("a:1", "a:1; start=7");
    for (int second = 0; second < 120; second++) {
      pass(1000);
    }
    assertThat(suspects.prober.isIdle()).isTrue();
  }

  /** Taken back by an operator, before Nacos had told anybody. */
  @Test
  void picksAgainWhoAnswersWithoutTheWord() {
    Object before = suspects.begun();
    hear("a:1", "a:1; start=7");
    suspects.answered(HostPort.parse("a:1"), null, before);
    suspects.answered(HostPort.parse("a:1"), null, null);
    assertThat(avoid("a:1", "b:1", "c:1")).as("the call began before").hasSize(2);
    long epoch = epoch();
    suspects.answered(HostPort.parse("a:1"), null, suspects.begun());
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(3);
    assertThat(epoch()).isEqualTo(epoch + 1);
    suspects.answered(HostPort.parse("a:1"), "a:1; start=7", before);
    assertThat(avoid("a:1", "b:1", "c:1")).as("the answer of a call from before").hasSize(3);
    pass(1000);
    suspects.answered(HostPort.parse("a:1"), "a:1; start=7", before);
    assertThat(avoid("a:1", "b:1", "c:1")).as("the same, later").hasSize(3);
    hear("a:1", "a:1; start=7");
    assertThat(avoid("a:1", "b:1", "c:1")).as("it leaves after all").hasSize(2);
  }

  /** Of two layers of a client, the lower one removes the word, so that no gateway passes it on. */
  @Test
  void learnsNothingFromAnAnswerThatWasToldWithTheWordBefore() {
    hear("a:1", "a:1; start=7");
    Object begun = suspects.begun();
    suspects.answered(HostPort.parse("a:1"), "a:1; start=7", begun);
    suspects.answered(HostPort.parse("a:1"), null, begun);
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(2);
  }

  /** Whoever says now this, now that, costs its callers one look a second. */
  @Test
  void listensToALiarOnceASecond() {
    long before = epoch();
    for (int millis = 0; millis < 3000; millis++) {
      hear("a:1", "a:1; start=" + millis);
      suspects.answered(HostPort.parse("a:1"), null, suspects.begun());
      time.advance(1);
    }
    assertThat(epoch() - before).isLessThanOrEqualTo(6);
  }

  @Test
  void remembersABoundedNumber() {
    String[] all = IntStream.rangeClosed(1, 3000).mapToObj(i -> "a:" + i).toArray(String[]::new);
    push(all);
    for (String one : all) {
      for (int start = 0; start < 20; start++) {
        hear(one, one + "; start=" + start);
        pass(0);
      }
    }
    assertThat(avoid(all)).hasSize(3000 - Goodbyes.MOST);
    push("z:1");
    assertThat(suspects.isEmpty()).isTrue();
  }

  @Test
  void bringsBackOneThatCouldNotBeReachedAndLeavesOutOneThatLeaves() {
    fail("a:1");
    avoid("a:1", "b:1", "c:1");
    hear("a:1", "a:1; start=7");
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(2);
    push("a:1", "b:1", "c:1", "d:1");
    pass(2000);
    assertThat(avoid("a:1", "b:1", "c:1")).as("it answers, but leaves").hasSize(2);
  }

  private Suspects suspects(boolean dryRun) {
    return new Suspects(services, new DryRun(dryRun), time, this::accepting, thread -> {});
  }

  private Set<HostPort> accepting(Set<HostPort> addresses) {
    tried.addAll(addresses);
    return addresses.stream().filter(one -> !closed.contains(one)).collect(Collectors.toSet());
  }

  /** A call that begins now is answered with this. */
  private void hear(String called, String text) {
    suspects.answered(HostPort.parse(called), text, suspects.begun());
  }

  private void fail(String address) {
    closed.add(HostPort.parse(address));
    suspects.failed(HostPort.parse(address));
    suspects.prober.look();
    closed.remove(HostPort.parse(address));
  }

  private void push(String... instances) {
    services.bump(Reports.of("orders", instances));
  }

  private long epoch() {
    return services.find("orders").current();
  }

  private void pass(long millis) {
    time.advance(millis);
    suspects.prober.look();
  }

  private List<Object> avoid(String... instances) {
    return new ArrayList<>(suspects.avoid("orders", Arrays.asList(instances), ADDRESS));
  }
}
