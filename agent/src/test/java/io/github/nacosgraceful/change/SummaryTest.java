package io.github.nacosgraceful.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.install.SuppressedErrors;
import io.github.nacosgraceful.instance.Instances;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.thread.Stamp;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Times are milliseconds since it began; each is told after a second. */
class SummaryTest {

  private final FakeScheduler time = new FakeScheduler(System.nanoTime());
  private final long begun = time.now();
  private final SuppressedErrors errors = new SuppressedErrors();
  private final Traffic traffic = new Traffic();
  private final Summary summary = new Summary(Occasion.stop("Shutdown"), errors, begun, time);
  private final Summary online = new Summary(Occasion.ONLINE, errors, begun, time);

  @Test
  void tellsADrainInOneLine() {
    Outcome outcome =
        end(
            Change.out(
                Arrays.asList(
                    done("orders", 20, gone("a:1", 500), gone("b:1", 700)),
                    done("bills", 30, gone("a:1", 600), gone("b:1", 400)))));
    assertThat(outcome.summary())
        .isEqualTo(
            "deregistered G@@orders [10.0.0.1:80], G@@bills [10.0.0.1:80] at 30 ms, gone from 2 nodes"
                + " at 700 ms; no request since the stop; in flight 0; handed over at 1000 ms;"
                + " suppressed errors 0");
    assertThat(outcome.title()).isEqualTo("Shutdown");
    assertThat(outcome.isOk()).isTrue();
    assertThat(outcome.timeline())
        .extracting(step -> step.atMillis() + " " + step.what())
        .containsExactly(
            "0 deregistering", "30 deregistered", "700 gone from 2 nodes", "1000 handed over");
    assertThat(outcome.ending()).isEqualTo(Ending.LEFT);
    assertThat(outcome.millis()).isEqualTo(1000);
  }

  @Test
  void tellsAReturnInTheSameWords() {
    online.begin(Change.back(Collections.singletonList(done("orders", 20, listed("a:1", 500)))));
    time.advance(1000);
    Outcome outcome = online.end();
    assertThat(outcome.summary())
        .isEqualTo(
            "registered G@@orders [10.0.0.1:80] at 20 ms, listed by 1 node at 500 ms; over at 1000 ms;"
                + " suppressed errors 0");
    assertThat(outcome.title()).isEqualTo("Online");
    assertThat(outcome.isOk()).isTrue();
    assertThat(outcome.timeline())
        .extracting(step -> step.atMillis() + " " + step.what())
        .containsExactly("0 registering", "20 registered", "500 listed by 1 node", "1000 over");
    assertThat(outcome.ending()).as("no drain").isNull();
  }

  @Test
  void namesWhatIsNotDeregisteredAndWhy() {
    Outcome outcome =
        end(Change.out(Arrays.asList(done("orders", 20, gone("a:1", 500)), failed("bills"))));
    assertThat(outcome.summary())
        .startsWith(
            "NOT deregistered: G@@bills [10.0.0.1:80] (told to fail), it stays listed until Nacos drops"
                + " the connection or misses its beats; no request");
    assertThat(outcome.isOk()).isFalse();
    assertThat(outcome.ending()).isEqualTo(Ending.NOT_DEREGISTERED);
  }

  @Test
  void namesWhatIsNotRegisteredAndWhy() {
    Change change = Change.back(Arrays.asList(done("orders", 20), failed("bills")));
    online.begin(change);
    Outcome outcome = online.end();
    assertThat(outcome.summary())
        .startsWith(
            "NOT registered: G@@bills [10.0.0.1:80] (told to fail), the Nacos client may go on trying;");
    assertThat(outcome.isOk()).isFalse();
    assertThat(change.missing()).hasToString("[G@@bills [10.0.0.1:80]]");
  }

  @Test
  void namesTheNodesThatDoNotConfirmItOnce() {
    Node lists = listed("a:1", 100);
    Node down = Node.known("b:1");
    down.fails("HTTP 403");
    Outcome outcome =
        end(
            Change.out(
                Arrays.asList(
                    done("orders", 20, lists, down), done("bills", 20, gone("a:1", 90), down))));
    assertThat(outcome.summary())
        .contains(" at 20 ms, not confirmed by a:1 (still lists it), b:1 (HTTP 403); no request");
    assertThat(outcome.isOk()).isFalse();
    assertThat(outcome.ending()).isEqualTo(Ending.NOT_CONFIRMED);
  }

  @Test
  void namesTheNodesThatDoNotListIt() {
    Node silent = Node.known("b:1");
    online.begin(
        Change.back(Collections.singletonList(done("orders", 20, gone("a:1", 90), silent))));
    Outcome outcome = online.end();
    assertThat(outcome.summary())
        .contains(" at 20 ms, not listed by a:1 (does not list it yet), b:1 (no answer); over at");
    assertThat(outcome.isOk()).isFalse();
  }

  @Test
  void saysWhyTheDrainEnded() {
    summary.callersStay(20, "");
    assertThat(end(Change.out(Arrays.asList(done("orders", 20, gone("a:1", 500))))).ending())
        .isEqualTo(Ending.CALLERS_STAY);
    summary.ranOutOfTime();
    assertThat(end(Change.out(Arrays.asList(done("orders", 20, gone("a:1", 500))))).ending())
        .isEqualTo(Ending.TIME_IS_UP);
  }

  /** Three hundred would make a line of fifteen thousand characters. */
  @Test
  void countsManyRegistrationsAndNamesTheFirstAtTheEnd() {
    List<Move> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(done("s" + i, 20, gone("a:1", 500)));
    }
    Outcome outcome = end(Change.out(many));
    assertThat(outcome.summary())
        .isEqualTo(
            "deregistered 300 registrations at 20 ms, gone from 1 node at 500 ms; no request since the"
                + " stop; in flight 0; handed over at 1000 ms; suppressed errors 0; deregistered:"
                + " G@@s0 [10.0.0.1:80], G@@s1 [10.0.0.1:80], G@@s2 [10.0.0.1:80],"
                + " G@@s3 [10.0.0.1:80], G@@s4 [10.0.0.1:80] and 295 more");
  }

  @Test
  void countsManyFailuresAndNamesTheFirstAtTheEnd() {
    List<Move> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(failed("s" + i));
    }
    Outcome outcome = end(Change.out(many));
    assertThat(outcome.summary())
        .startsWith("NOT deregistered: 300 registrations, it stays listed until")
        .endsWith(
            "; suppressed errors 0; not deregistered: G@@s0 [10.0.0.1:80] (told to fail),"
                + " G@@s1 [10.0.0.1:80] (told to fail), G@@s2 [10.0.0.1:80] (told to fail),"
                + " G@@s3 [10.0.0.1:80] (told to fail), G@@s4 [10.0.0.1:80] (told to fail) and 295"
                + " more");
  }

  @Test
  void namesAFewNodesOnly() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      nodes.add(listed("n" + i + ":1", 100));
    }
    Outcome outcome =
        end(Change.out(Collections.singletonList(done("orders", 20, nodes.toArray(new Node[0])))));
    assertThat(outcome.summary()).contains("n4:1 (still lists it) and 15 more; no request");
  }

  @Test
  void saysThatNobodyWasAsked() {
    assertThat(end(Change.out(Collections.singletonList(done("orders", 20)))).summary())
        .contains(" at 20 ms, not verified; no request");
  }

  /** Not "listed by 0 nodes" at a time before it began. */
  @Test
  void saysThatNoNodeWasFoundInTime() {
    online.begin(
        Change.back(Collections.singletonList(done("orders", 20, Node.named("10.0.0.9:8848")))));
    Outcome outcome = online.end();
    assertThat(outcome.summary()).contains(" at 20 ms, not verified; over at 0 ms");
    assertThat(outcome.isOk()).isTrue();
  }

  @Test
  void doesNotCountANodeThatIsKnownByAnothersWordAndSaysNothing() {
    Node named = Node.named("10.0.0.9:8848");
    named.fails("no route to host");
    assertThat(
            end(Change.out(Collections.singletonList(done("orders", 20, gone("a:1", 90), named))))
                .summary())
        .contains("gone from 1 node at 90 ms");
  }

  @Test
  void tellsOfRequestsAndStreams() {
    traffic.begin();
    traffic.begin();
    traffic.begin();
    traffic.begin(Endless.EVENT_STREAM, new Object());
    time.advance(20_000); // until then it may end by itself
    Outcome outcome = end(Change.out(Collections.singletonList(done("orders", 20))), 1);
    assertThat(outcome.summary())
        .containsPattern(
            "; last request at [0-9]+ ms; in flight 1; still open 1 event stream; handed");
    assertThat(outcome.isOk()).isTrue();
  }

  @Test
  void saysThatTheTimeIsUp() {
    summary.ranOutOfTime();
    Outcome outcome = end(Change.out(Collections.singletonList(done("orders", 20))));
    assertThat(outcome.summary()).contains("; in flight 0; time is up; handed over at 1000 ms");
    assertThat(outcome.isOk()).isFalse();
  }

  @Test
  void isNotGoodWithAnErrorOfTheAgentsOwn() {
    errors.suppressed("a join point", new IllegalStateException("for the test"));
    Outcome outcome = end(Change.out(Collections.singletonList(done("orders", 20))));
    assertThat(outcome.summary()).endsWith("; suppressed errors 1");
    assertThat(outcome.isOk()).isFalse();
  }

  @Test
  void saysNothingOfAProcessThatHadRegisteredNothing() {
    assertThat(summary.end(traffic, 0)).isNull();
    errors.suppressed("a join point", new IllegalStateException("for the test"));
    assertThat(summary.end(traffic, 0)).isNull();
  }

  private Outcome end(Change change) {
    return end(change, 0);
  }

  private Outcome end(Change change, int ownRequests) {
    summary.begin(change);
    time.advance(1000);
    return summary.end(traffic, ownRequests);
  }

  private Node gone(String address, long millis) {
    Node node = Node.known(address);
    node.answers(false, begun + TimeUnit.MILLISECONDS.toNanos(millis));
    return node;
  }

  private Node listed(String address, long millis) {
    Node node = Node.known(address);
    node.answers(true, begun + TimeUnit.MILLISECONDS.toNanos(millis));
    return node;
  }

  private Move done(String service, long millis, Node... nodes) {
    return new Moved(
        service, Stamp.at(begun + TimeUnit.MILLISECONDS.toNanos(millis)), Arrays.asList(nodes));
  }

  private static Move failed(String service) {
    return new Moved(service, Stamp.NEVER, new ArrayList<>());
  }

  private static final class Moved implements Move {
    private final Registration registration;
    private final Stamp doneAt;
    private final List<Node> nodes;

    Moved(String service, Stamp doneAt, List<Node> nodes) {
      this.registration =
          new Registration(this, service, "G", Collections.singletonList(Instances.at(80)), false);
      this.doneAt = doneAt;
      this.nodes = nodes;
    }

    @Override
    public Registration registration() {
      return registration;
    }

    @Override
    public Stamp doneAt() {
      return doneAt;
    }

    @Override
    public String problem() {
      return "told to fail";
    }

    @Override
    public List<Node> nodes() {
      return nodes;
    }

    @Override
    public String toString() {
      return registration.toString();
    }
  }
}
