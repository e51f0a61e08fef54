package io.github.nacosgraceful.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One empty list, by what the witnesses say of it and how time passes. */
class EmptyPushTest {

  private static final String OTHER = "10.0.0.9:8848";

  private final FakeScheduler time = new FakeScheduler();
  private final NamingServices owners = new NamingServices(time);
  private final Believed believed = new Believed();
  private final Client client = new Client(believed);
  private final Memory.Info before = new Memory.Info("orders", 1);
  private final Memory.Info empty = new Memory.Info("orders");
  private final List<EmptyPush> over = new ArrayList<>();
  private final List<Long> asked = new ArrayList<>();

  /** What they say by default, and whether the client has a connection. */
  private Boolean listed;

  private boolean byOther = true;
  private boolean connected = true;
  private boolean serves;
  private EmptyPush push;
  private long begun;

  /** A NamingService. */
  static final class Client {
    final Memory serviceInfoHolder;

    Client(Believed believed) {
      serviceInfoHolder = new Memory().protectedFromEmptyLists(believed.onValidated());
    }
  }

  @BeforeEach
  void isConnectedForLong() throws Throwable {
    owners.onCreated(made -> {}).exit(null, client, null);
    client.serviceInfoHolder.processServiceInfo(before);
    time.advance(60_000);
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void isBelievedAtOnceWhereAnotherNodeConfirmsIt() throws Exception {
    listed = false;
    begin();
    time.advance(1);
    assertThat(stored()).isSameAs(empty);
    assertThat(over).containsExactly(push);
  }

  @Test
  void isBelievedWhenTheOnlyNodeSaysItTwice() throws Exception {
    listed = false;
    byOther = false;
    begin();
    time.advance(199);
    assertThat(stored()).isSameAs(before);
    time.advance(2);
    assertThat(stored()).isSameAs(empty);
    assertThat(asked).containsExactly(0L, 200L);
  }

  @Test
  void beginsToCountAnewWhereANodeListsOneInBetween() throws Exception {
    listed = false;
    byOther = false;
    begin();
    time.advance(100);
    listed = true;
    time.advance(200);
    listed = false;
    time.advance(200);
    assertThat(stored()).isSameAs(before);
    time.advance(200);
    assertThat(stored()).isSameAs(empty);
  }

  /** A node that has just come up has not heard of the instances yet. */
  @Test
  void isNotBelievedWhileTheConnectionIsYoung() throws Exception {
    owners.ownerOf(client.serviceInfoHolder, "serviceInfoHolder").connectedAt = time.now();
    listed = false;
    begin();
    time.advance(14_900);
    assertThat(stored()).isSameAs(before);
    time.advance(1_000);
    assertThat(stored()).isSameAs(empty);
  }

  /** Of a restarted Nacos, every service of every caller would ask. */
  @Test
  void isAskedForOnlyOnceItWouldBeBelieved() throws Exception {
    owners.ownerOf(client.serviceInfoHolder, "serviceInfoHolder").connectedAt = time.now();
    begin();
    time.advance(10_000);
    owners.ownerOf(client.serviceInfoHolder, "serviceInfoHolder").connectedAt = time.now();
    time.advance(14_900);
    assertThat(asked).isEmpty();
    time.advance(200);
    assertThat(asked).containsExactly(25_000L);
  }

  /** The connection comes and goes, so nobody was asked. */
  @Test
  void isNotBelievedWhereNobodyWasAsked() throws Exception {
    begin();
    for (int i = 0; i < 7; i++) {
      owners.ownerOf(client.serviceInfoHolder, "serviceInfoHolder").connectedAt = time.now();
      time.advance(10_000);
    }
    assertThat(asked).isEmpty();
    assertThat(over).containsExactly(push);
    assertThat(stored()).isSameAs(before);
  }

  @Test
  void isNotBelievedForLongerWhereItConnectsAnewMeanwhile() throws Exception {
    listed = true;
    begin();
    time.advance(10_000);
    owners.ownerOf(client.serviceInfoHolder, "serviceInfoHolder").connectedAt = time.now();
    listed = false;
    time.advance(14_000);
    assertThat(stored()).isSameAs(before);
    time.advance(2_000);
    assertThat(stored()).isSameAs(empty);
  }

  @Test
  void isBelievedAfterABeatOfEachInstanceWhereNobodySeesAConnection() throws Exception {
    connected = false;
    listed = false;
    begin();
    time.advance(5_900);
    assertThat(stored()).isSameAs(before);
    time.advance(1_000);
    assertThat(stored()).isSameAs(empty);
  }

  /** First each 200 ms, then each second, for a minute. */
  @Test
  void isBelievedAfterAMinuteInWhichNobodyAnswers() throws Exception {
    begin();
    time.advance(59_900);
    assertThat(over).isEmpty();
    time.advance(2_000);
    assertThat(over).containsExactly(push);
    assertThat(stored())
        .as("it cannot be verified, and would be asked for again for ever")
        .isSameAs(empty);
    assertThat(asked).contains(0L, 200L, 2800L, 3000L, 4000L, 59_000L).hasSize(15 + 57);
  }

  /** Nacos has lost them, or they have lost Nacos; the user has asked for them to be kept. */
  @Test
  void isNotBelievedWhileOneOfTheInstancesServes() throws Exception {
    serves = true;
    listed = false;
    begin();
    time.advance(61_000);
    assertThat(stored()).isSameAs(before);
    assertThat(over).containsExactly(push);
    assertThat(asked).as("each 5 s").hasSize(12);
  }

  @Test
  void isBelievedWhenTheLastOfItsInstancesHasGone() throws Exception {
    serves = true;
    listed = false;
    begin();
    time.advance(7_000);
    serves = false;
    time.advance(5_000);
    assertThat(stored()).isSameAs(empty);
  }

  @Test
  void isNotBelievedWithoutAWitnessWhileOneOfTheInstancesServes() throws Exception {
    serves = true;
    begin();
    time.advance(62_000);
    assertThat(over).containsExactly(push);
    assertThat(stored()).isSameAs(before);
  }

  @Test
  void isOverAsSoonAsAListWithInstancesComes() throws Exception {
    listed = true;
    begin();
    time.advance(100);
    assertThat(push.end()).isTrue();
    assertThat(push.end()).as("again").isFalse();
    assertThat(over).containsExactly(push);
    listed = false;
    time.advance(10_000);
    assertThat(asked).containsExactly(0L);
    assertThat(stored()).isSameAs(before);
  }

  @Test
  void isNotStoredWhereAListWithInstancesComesWhileNodesAreAsked() throws Exception {
    begin(
        namingService ->
            witnesses(
                () -> {
                  push.end();
                  return new Witnesses.Testimony(false, true, OTHER);
                }));
    time.advance(1_000);
    assertThat(stored()).isSameAs(before);
  }

  @Test
  void isBelievedWhereNobodyCanBeAsked() throws Exception {
    begin(
        namingService -> {
          throw new NoSuchFieldException("told to fail");
        });
    time.advance(1);
    assertThat(stored()).isSameAs(empty);
    assertThat(over).hasSize(1);
  }

  /** As of a client that is built in another way: the user's protection is worth as much. */
  @Test
  void isNotBelievedWhereNobodyCanBeAskedWhileOneOfTheInstancesServes() throws Exception {
    serves = true;
    begin(
        namingService -> {
          throw new NoSuchFieldException("told to fail");
        });
    time.advance(1);
    assertThat(stored()).isSameAs(before);
    assertThat(over).hasSize(1);
  }

  @Test
  void knowsWhatItIsOf() throws Exception {
    begin();
    assertThat(push.isOf(client.serviceInfoHolder, "G@@orders")).isTrue();
    assertThat(push.isOf(client.serviceInfoHolder, "G@@bills")).isFalse();
    assertThat(push.isOf(new Memory(), "G@@orders")).isFalse();
    assertThat(push.asks(client)).isTrue();
    assertThat(push.asks(new Client(believed))).isFalse();
  }

  private void begin() throws Exception {
    begin(
        namingService ->
            witnesses(
                () -> {
                  asked.add(TimeUnit.NANOSECONDS.toMillis(time.now() - begun));
                  return new Witnesses.Testimony(listed, byOther, OTHER);
                }));
  }

  private interface Answer {
    Witnesses.Testimony ask();
  }

  private Witnesses witnesses(Answer answer) {
    return new Witnesses() {
      @Override
      public Testimony ask() {
        return answer.ask();
      }

      @Override
      public boolean haveConnection() {
        return connected;
      }
    };
  }

  private void begin(EmptyPush.Asking asking) throws Exception {
    begun = time.now();
    push =
        new EmptyPush(
            owners.ownerOf(client.serviceInfoHolder, "serviceInfoHolder"),
            asking,
            client.serviceInfoHolder,
            "G@@orders",
            empty,
            believed,
            () -> serves,
            over::add,
            time);
    time.start(AgentThread.of(push, "push-empty", null));
  }

  private Memory.Info stored() {
    return client.serviceInfoHolder.of("orders");
  }
}
