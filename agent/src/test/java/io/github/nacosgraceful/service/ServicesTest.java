package io.github.nacosgraceful.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.thread.FakeTicker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesTest {

  private static final String ONE = "10.0.0.1:8080";

  private final FakeTicker time = new FakeTicker();
  private final Services services = new Services(new WarmUps(0.5, time));

  @ParameterizedTest
  @CsvSource({
    "orders,orders",
    "DEFAULT_GROUP@@orders,orders",
    "my-group@@orders@@cluster-a,orders",
    "@@orders,orders"
  })
  void knowsServicesByTheirBareName(String name, String service) {
    services.bump(Reports.of(name, ONE));
    assertThat(services.find(service)).isNotNull();
    assertThat(services.find(service).current()).isOne();
  }

  @Test
  void doesNotKnowWhatNacosNeverMentioned() {
    services.bump(Reports.of("orders", ONE));
    assertThat(services.find("Orders")).isNull();
    assertThat(services.find(null)).isNull();
  }

  /** As one of another registry, for which an application asks Nacos too. */
  @Test
  void doesNotKnowAServiceWithoutAnyInstanceSoFar() {
    services.bump(Reports.of("orders"));
    assertThat(services.find("orders")).isNull();
    services.bump(Reports.of("orders", ONE));
    services.bump(Reports.of("orders"));
    assertThat(services.find("orders").current()).isEqualTo(2);
  }

  @Test
  void movesOnWithEachReportAndKeepsWhatItSaid() {
    services.bump(Reports.of("A@@orders", ONE));
    Service orders = services.find("orders");
    assertThat(orders.isListed()).isTrue();
    assertThat(orders.lists(HostPort.parse("10.0.0.1:8080"))).isTrue();
    assertThat(orders.lists(HostPort.parse("10.0.0.2:8080"))).isFalse();
    services.bump(Reports.of("A@@orders"));
    assertThat(orders.current()).isEqualTo(2);
    assertThat(orders.isListed()).isFalse();
    assertThat(orders.lists(HostPort.parse("10.0.0.1:8080"))).isFalse();
    assertThat(services.find("orders")).isSameAs(orders);
  }

  @Test
  void listsWhatAnyGroupLists() {
    services.bump(Reports.of("A@@orders", ONE));
    services.bump(Reports.of("B@@orders"));
    assertThat(services.find("orders").isListed()).isTrue();
    assertThat(services.find("orders").lists(HostPort.parse("10.0.0.1:8080"))).isTrue();
  }

  /** In two namespaces, or at two servers. */
  @Test
  void keepsApartWhatTwoClientsAreTold() {
    Reporter other = new Reporter(this);
    services.bump(Reports.of("A@@orders", ONE));
    services.bump(Reports.to(other, "A@@orders", "10.0.0.2:8080"));
    Service orders = services.find("orders");
    assertThat(orders.instances()).hasToString("[10.0.0.1:8080, 10.0.0.2:8080]");
    services.bump(Reports.to(other, "A@@orders"));
    assertThat(orders.instances()).hasToString("[10.0.0.1:8080]");
    assertThat(orders.isListed()).isTrue();
    services.bump(Reports.of("A@@orders"));
    assertThat(orders.isListed()).isFalse();
  }

  @Test
  void knowWhichInstancesAListHadThatIsEmpty() {
    HostPort one = HostPort.parse(ONE);
    services.bump(Reports.of("A@@orders", ONE));
    services.bump(Reports.of("B@@orders", "10.0.0.2:8080"));
    Service orders = services.find("orders");
    assertThat(orders.isEmptiedOf(one)).isFalse();
    services.bump(Reports.of("A@@orders"));
    services.bump(Reports.of("A@@orders"));
    assertThat(orders.isEmptiedOf(one)).isTrue();
    assertThat(orders.isEmptiedOf(HostPort.parse("10.0.0.2:8080"))).isFalse();
    services.bump(Reports.of("A@@orders", "10.0.0.3:8080"));
    assertThat(orders.isEmptiedOf(one)).isFalse();
  }

  @Test
  void forgetsWhatAClientWasToldThatIsGone() {
    Reporter gone = new Reporter(new byte[1]);
    services.bump(Reports.to(gone, "A@@orders", ONE));
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(services.find("orders").isListed()).isFalse();
            });
    assertThat(services.lists(HostPort.parse(ONE))).isFalse();
    assertThat(services.find("orders").instances()).isEmpty();
  }

  @Test
  void rememberWhatAClientWasToldThatIsShutDownForThirtySeconds() {
    Reporter closed = new Reporter(this);
    services.bump(Reports.to(closed, "A@@orders", ONE));
    services.closed(closed, false);
    time.advance(29_999);
    assertThat(services.find("orders").isListed()).isTrue();
    assertThat(services.lists(HostPort.parse(ONE))).isTrue();
    time.advance(1);
    assertThat(services.find("orders").isListed()).isFalse();
    assertThat(services.lists(HostPort.parse(ONE))).isFalse();
  }

  /** As an application does that builds its client anew. */
  @Test
  void forgetsWhatAClientWasToldThatIsShutDownWhereAnotherIsTold() {
    Reporter closed = new Reporter(this);
    services.bump(Reports.to(closed, "A@@orders", ONE));
    services.bump(Reports.to(closed, "B@@orders", "10.0.0.2:8080"));
    services.closed(closed, false);
    services.bump(Reports.of("A@@orders"));
    assertThat(services.find("orders").instances()).hasToString("[10.0.0.2:8080]");
    services.bump(Reports.to(closed, "A@@orders", ONE));
    assertThat(services.find("orders").lists(HostPort.parse(ONE))).as("told late").isTrue();
    time.advance(30_000);
    assertThat(services.find("orders").isListed()).isFalse();
  }

  @Test
  void awaitAnotherClientWhereOneIsShutDownAndTheApplicationGoesOn() {
    List<String> outdated = new ArrayList<>();
    List<String> bumped = new ArrayList<>();
    Reporter closed = new Reporter(this);
    services.bump(Reports.to(closed, "orders", ONE));
    services.bump(Reports.of("bills", ONE));
    services.onClosed(outdated::add);
    services.onBump(bumped::add);
    Service orders = services.find("orders");
    assertThat(orders.isAwaited()).isFalse();
    assertThat(services.closed(closed, true)).isOne();
    assertThat(orders.isAwaited()).isTrue();
    assertThat(orders.current()).isEqualTo(2);
    assertThat(outdated).containsExactly("orders");
    assertThat(bumped).as("nobody reads it before the next pick").isEmpty();
    services.made();
    assertThat(bumped).containsExactly("orders");
    services.bump(Reports.of("orders", ONE));
    assertThat(orders.isAwaited()).isFalse();
  }

  @Test
  void awaitAnotherClientForThirtySeconds() {
    Reporter closed = new Reporter(this);
    services.bump(Reports.to(closed, "orders", ONE));
    assertThat(services.closed(closed, true)).isOne();
    time.advance(29_999);
    assertThat(services.find("orders").isAwaited()).isTrue();
    time.advance(1);
    assertThat(services.find("orders").isAwaited()).isFalse();
  }

  @Test
  void leaveListsAsTheyAreWhereTheApplicationEnds() {
    Reporter closed = new Reporter(this);
    services.bump(Reports.to(closed, "orders", ONE));
    assertThat(services.closed(closed, false)).isZero();
    assertThat(services.find("orders").current()).isOne();
  }

  @Test
  void tellsEachListenerWhereAClientGivesOtherInstancesForAReasonOfItsOwn() {
    List<String> bumped = new ArrayList<>();
    services.onBump(bumped::add);
    services.bump("orders");
    assertThat(bumped).as("no server has listed any").isEmpty();
    services.bump(Reports.of("orders", ONE));
    services.bump("orders");
    assertThat(bumped).containsExactly("orders", "orders");
    assertThat(services.find("orders").current()).isEqualTo(2);
    assertThat(services.find("orders").instances()).hasToString("[10.0.0.1:8080]");
  }

  @Test
  void tellsEachListenerAfterTheBump() {
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    services.onBump(service -> first.add(service + services.find(service).current()));
    services.onBump(second::add);
    services.bump(Reports.of("G@@orders", ONE));
    services.bump(Reports.of("orders", ONE));
    assertThat(first).containsExactly("orders1", "orders2");
    assertThat(second).containsExactly("orders", "orders");
  }

  @Test
  void knowsAServiceThatCallersReachByAnotherSpelling() {
    services.bump(Reports.of("orders", "[2001:db8::1]:8080"));
    assertThat(services.lists(HostPort.of("2001:DB8:0:0:0:0:0:1", 8080))).isTrue();
    assertThat(services.lists(HostPort.of("2001:db8::1", 8081))).isFalse();
    assertThat(services.find("orders").instances()).hasToString("[[2001:db8::1]:8080]");
  }

  @Test
  void tellsWhoeverReadsListsThatTheyAreToBeReadAnew() {
    List<String> touched = new ArrayList<>();
    List<String> bumped = new ArrayList<>();
    services.bump(Reports.of("orders", ONE));
    services.bump(Reports.of("bills", ONE));
    services.onTouch(touched::add);
    services.onBump(bumped::add);
    services.touch("unknown");
    services.touchAll();
    assertThat(touched).containsExactlyInAnyOrder("orders", "bills");
    assertThat(bumped).isEmpty();
    assertThat(services.find("orders").current()).isEqualTo(2);
  }

  @Test
  void sayWhenTheInstancesOfAServiceChanged() throws Exception {
    services.bump(Reports.of("orders", ONE));
    long changedAt = services.find("orders").changedAt();
    while (System.currentTimeMillis() == changedAt) {
      Thread.onSpinWait();
    }
    services.bump(Reports.of("orders", ONE));
    assertThat(services.find("orders").changedAt()).isEqualTo(changedAt);
    services.bump(Reports.of("orders"));
    assertThat(services.find("orders").changedAt()).isGreaterThan(changedAt);
    assertThat(services.all()).containsOnlyKeys("orders");
  }
}
