package io.github.nacosgraceful.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.thread.FakeTicker;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ServiceWarmUpsTest {

  private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
  private static final String TEXT = WarmUp.text(TimeUnit.MINUTES.toMillis(2), 2, 17);
  private static final String OF_ANOTHER_PROCESS = WarmUp.text(120_000, 2, 18);

  private static final Function<Object, HostPort> PARSE = one -> HostPort.parse(one.toString());

  private final FakeTicker time = new FakeTicker();
  private final WarmUps all = new WarmUps(0.5, time);
  private final ServiceWarmUps service = new ServiceWarmUps(all);
  private Set<HostPort> before;

  @Test
  void takesWhatWasThereAtFirstForWarm() {
    report(Map.of("a:1", TEXT, "b:1", TEXT), "a:1", "b:1");
    assertThat(shareOf("a:1")).isEqualTo(1);
    assertThat(all.areUnderWay()).isFalse();
  }

  @Test
  void givesWhatCameLaterItsShareByTheCurve() {
    joins();
    time.advance(MINUTE);
    assertThat(shareOf("b:1")).isCloseTo(0.25, within(1e-6));
    assertThat(shareOf("a:1")).isEqualTo(1);
    assertThat(all.areUnderWay()).isTrue();
  }

  @Test
  void tellsWhoIsWarming() {
    joins();
    time.advance(MINUTE);
    assertThat(service.shares()).containsOnlyKeys(HostPort.parse("b:1"));
    assertThat(service.shares().get(HostPort.parse("b:1"))).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void isOverInTime() {
    joins();
    time.advance(2 * MINUTE - 1);
    assertThat(all.areUnderWay()).isTrue();
    time.advance(1);
    assertThat(shareOf("b:1")).isEqualTo(1);
    assertThat(all.areUnderWay()).isFalse();
    assertThat(places("a:1", "b:1")).isNull();
  }

  /** That is a moment like any other. */
  @Test
  void isOverWhenTheClockReadsZero() {
    long[] now = {-5};
    WarmUps others = new WarmUps(0.5, () -> now[0]);
    others.begin(Stamp.at(0));
    assertThat(others.areUnderWay()).isTrue();
    now[0] = 0;
    assertThat(others.areUnderWay()).isFalse();
  }

  @Test
  void isUnderWayUntilTheLastIsOver() {
    all.begin(in(20));
    all.begin(in(10));
    time.advance(15);
    assertThat(all.areUnderWay()).isTrue();
    time.advance(5);
    assertThat(all.areUnderWay()).isFalse();
    all.begin(in(1));
    assertThat(all.areUnderWay()).isTrue();
  }

  @Test
  void neverGivesNothing() {
    joins();
    assertThat(shareOf("b:1")).isEqualTo(0.01);
  }

  @Test
  void goesOnWithOneThatIsReportedAgain() {
    joins();
    time.advance(MINUTE);
    report(Map.of("a:1", TEXT, "b:1", TEXT), "a:1", "b:1");
    assertThat(shareOf("b:1")).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void seesAProcessThatHasTakenTheAddressOfAnother() {
    report(Map.of("a:1", TEXT, "b:1", TEXT), "a:1", "b:1");
    report(Map.of("a:1", TEXT, "b:1", OF_ANOTHER_PROCESS), "a:1", "b:1");
    assertThat(shareOf("b:1")).isEqualTo(0.01);
  }

  /** A pause of the garbage collector, a cut, a server that flaps. */
  @Test
  void takesAWarmInstanceThatBlinksForWarm() {
    joins();
    time.advance(2 * MINUTE);
    blinks(5_000);
    assertThat(shareOf("b:1")).isEqualTo(1);
    assertThat(all.areUnderWay()).isFalse();
    blinks(59 * MINUTE);
    assertThat(shareOf("b:1")).isEqualTo(1);
  }

  @Test
  void takesWhatWasThereAtFirstForWarmWhenItBlinks() {
    report(Map.of("a:1", TEXT, "b:1", TEXT, "c:1", TEXT), "a:1", "b:1", "c:1");
    blinks(5_000);
    assertThat(shareOf("b:1")).isEqualTo(1);
  }

  @Test
  void goesOnWithOneThatBlinksWhileItWarms() {
    joins();
    time.advance(MINUTE / 2);
    blinks(MINUTE / 2);
    assertThat(shareOf("b:1")).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void beginsAnewWithOneThatWasGoneForLong() {
    joins();
    blinks(60 * MINUTE);
    assertThat(shareOf("b:1")).isEqualTo(0.01);
  }

  @Test
  void beginsAnewWithAnotherProcessAtTheAddressOfOneThatLeft() {
    joins();
    time.advance(2 * MINUTE);
    report(Map.of("a:1", TEXT), "a:1");
    assertThat(shareOf("b:1")).isEqualTo(1);
    report(Map.of("a:1", TEXT, "b:1", OF_ANOTHER_PROCESS), "a:1", "b:1");
    assertThat(shareOf("b:1")).isEqualTo(0.01);
  }

  @Test
  void remembersABoundedNumberOfThoseThatLeft() {
    report(Map.of(), "a:1");
    for (int port = 1; port <= 101; port++) {
      report(Map.of("b:" + port, TEXT), "a:1", "b:" + port);
      time.advance(2 * MINUTE / 10);
      report(Map.of(), "a:1");
    }
    report(Map.of("b:1", TEXT), "a:1", "b:1");
    assertThat(shareOf("b:1")).as("the first to leave").isEqualTo(0.01);
    time.advance(MINUTE);
    report(Map.of("b:101", TEXT), "a:1", "b:101");
    assertThat(shareOf("b:101")).as("the last").isGreaterThan(0.01);
  }

  @Test
  void givesAllTheirFullShareWhereTooManyWouldWarm() {
    joins();
    report(Map.of("b:1", TEXT, "c:1", OF_ANOTHER_PROCESS), "b:1", "c:1");
    assertThat(shareOf("b:1")).isEqualTo(1);
    assertThat(shareOf("c:1")).isEqualTo(1);
  }

  /** A service of the same name in another namespace. */
  @Test
  void goesOnWhateverAnotherClientIsTold() {
    Services services = new Services(all);
    Reporter other = new Reporter(this);
    services.bump(Reports.with("orders", Map.of(), "a:1"));
    services.bump(Reports.with("orders", Map.of("b:1", TEXT), "a:1", "b:1"));
    services.bump(Reports.to(other, "orders", "c:1"));
    services.bump(Reports.to(other, "orders", "c:1"));
    services.bump(Reports.to(other, "orders"));
    time.advance(MINUTE);
    assertThat(services.find("orders").warmUps().shareOf(HostPort.parse("b:1")))
        .isCloseTo(0.25, within(1e-6));
  }

  /**
   * Two clients of the same namespace: one hears later than the other what has left and come back.
   */
  @Test
  void goesOnWithOneThatAnotherClientStillHasToHearOf() {
    Services services = new Services(all);
    Reporter other = new Reporter(this);
    services.bump(Reports.to(other, "orders", "a:1", "b:1"));
    services.bump(Reports.with("orders", Map.of(), "a:1"));
    services.bump(Reports.with("orders", Map.of("b:1", TEXT), "a:1", "b:1"));
    services.bump(Reports.to(other, "orders", "a:1"));
    assertThat(services.find("orders").warmUps().shareOf(HostPort.parse("b:1"))).isEqualTo(0.01);
  }

  @Test
  void leavesInstancesAloneThatSayNothingOrNonsense() {
    report(Map.of(), "a:1");
    for (String nonsense :
        List.of("", ";", "x;2;1", "0;2;1", "-5;2;1", "100;NaN;1", "100;99;1", "99999999999;2;1")) {
      report(Map.of("b:1", nonsense), "a:1", "b:1");
      assertThat(shareOf("b:1")).as(nonsense).isEqualTo(1);
    }
  }

  @Test
  void knowsThePlacesOfThoseThatWarmInAList() {
    joins();
    Warming[] places = places("a:1", "b:1", "of another registry", "unreadable");
    assertThat(places).hasSize(4);
    assertThat(places[0]).isNull();
    assertThat(places[1].shareAt(in(MINUTE).nanos())).isCloseTo(0.25, within(1e-6));
    assertThat(places[3]).isNull();
    assertThat(places("a:1")).isNull();
    assertThat(service.shareOf(null)).isEqualTo(1);
  }

  @Test
  void looksThroughAListOnceForManyPicks() {
    joins();
    List<String> list = new ArrayList<>(List.of("a:1", "b:1"));
    AtomicInteger looks = new AtomicInteger();
    Function<Object, HostPort> address =
        one -> {
          looks.incrementAndGet();
          return HostPort.parse(one.toString());
        };
    for (int i = 0; i < 1000; i++) {
      assertThat(service.of(list, address)[1]).isNotNull();
    }
    assertThat(looks).as("two each at first, then the one that warms").hasValueLessThan(1200);
  }

  @Test
  void seesThatAListWasChanged() {
    joins();
    List<String> list = new ArrayList<>(List.of("a:1", "b:1"));
    for (int i = 0; i < 100; i++) {
      assertThat(service.of(list, PARSE)).hasSize(2);
    }
    list.add("a:2");
    assertThat(service.of(list, PARSE)).hasSize(3);
    Collections.swap(list, 0, 1);
    assertThat(service.of(list, PARSE)[0]).isNotNull();
  }

  @Test
  void seesThatOneThatWarmsWasAdded() {
    joins();
    List<String> list = new ArrayList<>(List.of("a:1", "c:1"));
    for (int i = 0; i < 100; i++) {
      assertThat(service.of(list, PARSE)).isNull();
    }
    list.add("b:1");
    assertThat(service.of(list, PARSE)[2]).isNotNull();
  }

  @Test
  void looksThroughItAnewAfterAReport() {
    joins();
    List<String> list = List.of("a:1", "b:1", "c:1");
    for (int i = 0; i < 100; i++) {
      assertThat(service.of(list, PARSE)[2]).isNull();
    }
    report(Map.of("c:1", OF_ANOTHER_PROCESS), "a:1", "a:2", "b:1", "c:1");
    assertThat(service.of(list, PARSE)[2]).isNotNull();
  }

  private Stamp in(long millis) {
    return Stamp.at(time.now() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** The list of a was there, then b joins. */
  private void joins() {
    report(Map.of("a:1", TEXT), "a:1");
    report(Map.of("a:1", TEXT, "b:1", TEXT), "a:1", "b:1");
  }

  /** The instance b is not listed for a while. */
  private void blinks(long millis) {
    report(Map.of("a:1", TEXT), "a:1");
    time.advance(millis);
    report(Map.of("a:1", TEXT, "b:1", TEXT), "a:1", "b:1");
  }

  private void report(Map<String, String> warmUps, String... instances) {
    Set<HostPort> now = Reports.addresses(instances);
    service.report(before, Reports.with("orders", warmUps, instances), now::contains);
    before = now;
  }

  private double shareOf(String address) {
    return service.shareOf(HostPort.parse(address));
  }

  private Warming[] places(String... list) {
    return service.of(List.of(list), PARSE);
  }
}
