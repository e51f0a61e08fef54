package io.github.nacosgraceful.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceWarmUpsTest {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final String TEXT = WarmUp.text(TimeUnit.MINUTES.toMillis(2), 2, 17);
  private static final String OF_ANOTHER_PROCESS = WarmUp.text(120_000, 2, 18);

  private final WarmUps all = new WarmUps(0.5);
  private final ServiceWarmUps service = all.ofService();
  private final long now = System.nanoTime();

  @Test
  void takesWhatWasThereAtFirstForWarm() {
    service.report(null, Set.of("a", "b"), Map.of("a", TEXT, "b", TEXT), now);
    assertThat(service.shareOf("a")).isEqualTo(1);
    assertThat(all.areUnderWay()).isFalse();
  }

  @Test
  void givesWhatCameLaterItsShareByTheCurve() {
    joins(now - MINUTE);
    assertThat(service.shareOf("b")).isCloseTo(0.25, within(0.01));
    assertThat(service.shareOf("a")).isEqualTo(1);
    assertThat(all.areUnderWay()).isTrue();
  }

  @Test
  void tellsWhoIsWarming() {
    joins(now - MINUTE);
    assertThat(service.shares()).containsOnlyKeys("b");
    assertThat(service.shares().get("b")).isCloseTo(0.25, within(0.01));
  }

  @Test
  void isOverInTime() {
    joins(now - 2 * MINUTE);
    assertThat(service.shareOf("b")).isEqualTo(1);
    assertThat(all.areUnderWay()).isFalse();
    assertThat(places("a", "b")).isNull();
  }

  @Test
  void neverGivesNothing() {
    joins(System.nanoTime());
    assertThat(service.shareOf("b")).isBetween(0.009, 0.02);
  }

  @Test
  void goesOnWithOneThatIsReportedAgain() {
    joins(now - MINUTE);
    service.report(Set.of("a", "b"), Set.of("a", "b"), Map.of("a", TEXT, "b", TEXT), now);
    assertThat(service.shareOf("b")).isCloseTo(0.25, within(0.01));
  }

  @Test
  void seesAProcessThatHasTakenTheAddressOfAnother() {
    service.report(null, Set.of("a", "b"), Map.of("a", TEXT, "b", TEXT), now);
    service.report(
        Set.of("a", "b"), Set.of("a", "b"), Map.of("a", TEXT, "b", OF_ANOTHER_PROCESS), now);
    assertThat(service.shareOf("b")).isLessThan(0.1);
  }

  @Test
  void beginsAnewWithOneThatWasGone() {
    joins(now - MINUTE);
    service.report(Set.of("a", "b"), Set.of("a"), Map.of("a", TEXT), now);
    assertThat(service.shareOf("b")).isEqualTo(1);
    service.report(Set.of("a"), Set.of("a", "b"), Map.of("a", TEXT, "b", TEXT), now);
    assertThat(service.shareOf("b")).isLessThan(0.1);
  }

  @Test
  void givesAllTheirFullShareWhereTooManyWouldWarm() {
    joins(now);
    service.report(
        Set.of("a", "b"), Set.of("b", "c"), Map.of("b", TEXT, "c", OF_ANOTHER_PROCESS), now);
    assertThat(service.shareOf("b")).isEqualTo(1);
    assertThat(service.shareOf("c")).isEqualTo(1);
  }

  @Test
  void leavesInstancesAloneThatSayNothingOrNonsense() {
    service.report(null, Set.of("a"), Map.of(), now);
    for (String nonsense :
        List.of("", ";", "x;2;1", "0;2;1", "-5;2;1", "100;NaN;1", "100;99;1", "99999999999;2;1")) {
      service.report(Set.of("a"), Set.of("a", "b"), Map.of("b", nonsense), now);
      assertThat(service.shareOf("b")).as(nonsense).isEqualTo(1);
    }
  }

  @Test
  void knowsThePlacesOfThoseThatWarmInAList() {
    joins(now);
    Warming[] places = places("a", "b", "of another registry");
    assertThat(places).hasSize(3);
    assertThat(places[0]).isNull();
    assertThat(places[1].shareAt(now + MINUTE)).isCloseTo(0.25, within(0.01));
    assertThat(places("a")).isNull();
  }

  /** The list of a was there, then b joins. */
  private void joins(long at) {
    service.report(null, Set.of("a"), Map.of("a", TEXT), at);
    service.report(Set.of("a"), Set.of("a", "b"), Map.of("a", TEXT, "b", TEXT), at);
  }

  private Warming[] places(String... list) {
    return service.of(List.of(list), String::valueOf);
  }
}
