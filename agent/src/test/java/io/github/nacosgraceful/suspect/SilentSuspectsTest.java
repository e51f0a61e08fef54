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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever finds silent instances is elsewhere: here it is what becomes of them. */
class SilentSuspectsTest {

  private static final Function<Object, HostPort> ADDRESS =
      instance -> HostPort.parse(instance.toString());

  private static final HostPort A = HostPort.parse("a:1");

  private final FakeTicker time = new FakeTicker();
  private final Services services = new Services(new WarmUps(0.5));
  private final List<HostPort> tried = new ArrayList<>();
  private final Suspects suspects = suspects(false);

  @BeforeEach
  void nacosListsTheService() {
    push("a:1", "b:1", "c:1");
  }

  @Test
  void leavesOutWhoIsSilentAtOnce() {
    long before = epoch();
    assertThat(suspects.fallsSilent(A, false)).isTrue();
    assertThat(suspects.isSilent(A)).isTrue();
    assertThat(epoch()).isGreaterThan(before);
    assertThat(avoid("a:1", "b:1", "c:1", "unreadable"))
        .containsExactly("b:1", "c:1", "unreadable");
  }

  /** The system of a frozen process accepts connections. */
  @Test
  void learnsNothingFromAConnection() {
    suspects.fallsSilent(A, false);
    for (int second = 0; second < 50; second++) {
      assertThat(avoid("a:1", "b:1", "c:1")).containsExactly("b:1", "c:1");
      time.advance(1000);
      push("a:1", "b:1", "c:1");
      suspects.prober.look();
    }
    assertThat(tried).isEmpty();
  }

  @Test
  void picksAgainWhoIsSilentNoLonger() {
    suspects.fallsSilent(A, true);
    avoid("a:1", "b:1", "c:1");
    long before = epoch();
    suspects.endSilence(A);
    assertThat(suspects.isEmpty()).isTrue();
    assertThat(epoch()).isGreaterThan(before);
    suspects.endSilence(A);
  }

  /** One that had picked it before it was left out. */
  @Test
  void picksAgainWhatACallReachesThatBeganLater() {
    Object before = suspects.begun();
    suspects.fallsSilent(A, false);
    suspects.answered(A, null, before);
    assertThat(suspects.isSilent(A)).isTrue();
    suspects.answered(A, null, suspects.begun());
    assertThat(suspects.isSilent(A)).isFalse();
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(3);
  }

  @Test
  void leavesOutNeitherTheLastNorMoreThanHalf() {
    push("a:1", "b:1", "c:1", "d:1");
    for (String one : List.of("a:1", "b:1", "c:1")) {
      suspects.fallsSilent(HostPort.parse(one), true);
    }
    assertThat(avoid("a:1", "b:1", "c:1", "d:1")).containsExactly("c:1", "d:1");
    assertThat(avoid("a:1")).containsExactly("a:1");
  }

  @Test
  void neverLeavesOutTheLastOfItsKind() {
    services.bump(Reports.ofVersions("orders", Map.of("a:1", "2", "b:1", "1", "c:1", "1")));
    suspects.fallsSilent(A, true);
    assertThat(avoid("a:1", "b:1", "c:1")).hasSize(3);
  }

  @Test
  void takesNobodySilentWhomNacosDoesNotList() {
    assertThat(suspects.fallsSilent(HostPort.parse("database:1"), false)).isFalse();
    assertThat(suspects.isEmpty()).isTrue();
  }

  @Test
  void leavesItToTheOtherReasonWhereThereIsOne() {
    suspects.failed(A);
    suspects.prober.look(); // and nobody accepts
    assertThat(suspects.fallsSilent(A, false)).isFalse();
    suspects.endSilence(A);
    assertThat(avoid("a:1", "b:1", "c:1")).containsExactly("b:1", "c:1");
  }

  /** It is killed while it is frozen. */
  @Test
  void triesWhoClosesItsConnections() {
    suspects.fallsSilent(A, false);
    suspects.endSilence(A);
    suspects.broke(A);
    suspects.prober.look();
    assertThat(tried).containsExactly(A);
    assertThat(avoid("a:1", "b:1", "c:1")).containsExactly("b:1", "c:1");
  }

  @Test
  void forgetsWhoIsInNoListAnyMore() {
    suspects.fallsSilent(A, false);
    avoid("a:1", "b:1", "c:1");
    time.advance(60_000);
    suspects.prober.look();
    assertThat(suspects.isEmpty()).isTrue();
  }

  @Test
  void changesNothingInADryRun() {
    Suspects dry = suspects(true);
    dry.fallsSilent(A, true);
    List<String> instances = Arrays.asList("a:1", "b:1", "c:1");
    assertThat(dry.avoid("orders", instances, ADDRESS)).isSameAs(instances);
  }

  private Suspects suspects(boolean dryRun) {
    return new Suspects(services, new DryRun(dryRun), time, this::accepting, thread -> {});
  }

  private Set<HostPort> accepting(Set<HostPort> addresses) {
    tried.addAll(addresses);
    return Set.of();
  }

  private void push(String... instances) {
    services.bump(Reports.of("orders", instances));
  }

  private long epoch() {
    return services.find("orders").current();
  }

  private List<Object> avoid(String... instances) {
    return new ArrayList<>(suspects.avoid("orders", Arrays.asList(instances), ADDRESS));
  }
}
