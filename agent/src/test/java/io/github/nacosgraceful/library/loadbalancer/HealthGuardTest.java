package io.github.nacosgraceful.library.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeTicker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.ServiceInstance;
import reactor.core.publisher.Flux;

class HealthGuardTest {

  private final FakeTicker time = new FakeTicker();
  private final Services services = new Services(new WarmUps(0.5));
  private final Registry registry = new Registry();

  /** What the checks have found alive, time after time. */
  private Flux alive = Flux.just(Registry.instances("a:1", "b:1"));

  private final Flux original = Flux.defer(() -> alive);
  private final HealthGuard guard = guard();

  @Test
  void leavesServicesOfOtherRegistriesToTheFramework() {
    assertThat(guard.get()).isSameAs(original);
    List<ServiceInstance> fetched = Registry.instances("a:1");
    assertThat(guard.toCheck(fetched)).isSameAs(fetched);
  }

  @Test
  void leavesOutWhatIsGone() throws Throwable {
    push("b:1");
    registry.has("b:1");
    assertThat(pick()).hasToString("[b:1]");
  }

  @Test
  void leavesOutWhatFailedItsCheckAndTakesWhatWasNotCheckedYet() throws Throwable {
    push("a:1", "b:1", "c:1");
    registry.has("a:1", "b:1", "c:1");
    round(guard.toCheck(Registry.instances("a:1", "b:1", "c:1")));
    assertThat(pick()).as("c was checked").hasToString("[a:1, b:1]");
    push("a:1", "b:1", "c:1", "d:1");
    registry.has("a:1", "b:1", "c:1", "d:1");
    assertThat(pick()).as("d was not").hasToString("[a:1, b:1, d:1]");
  }

  @Test
  void servesWhatIsAliveWhereNothingElseIsLeft() throws Throwable {
    push("z:1");
    registry.has("z:1");
    round(guard.toCheck(Registry.instances("z:1")));
    assertThat(pick()).hasToString("[a:1, b:1]");
  }

  @Test
  void servesWhatIsAliveWhereTheRegistryFails() throws Throwable {
    push("a:1");
    registry.answer = Flux.error(new IllegalStateException("told to fail"));
    assertThat(pick()).hasToString("[a:1, b:1]");
  }

  @Test
  void mergesOnceForAsLongAsNothingChanges() throws Throwable {
    push("b:1");
    registry.has("b:1");
    assertThat(pick()).isSameAs(pick());
  }

  @Test
  void servesEachListThatIsFoundAlive() throws Throwable {
    push("a:1", "b:1");
    registry.has("a:1", "b:1");
    alive = Flux.many(Registry.instances("a:1"), Registry.instances("b:1"));
    round(guard.toCheck(Registry.instances("a:1", "b:1")));
    assertThat(((Flux) guard.get()).all()).hasToString("[[a:1], [b:1]]");
  }

  /** Each round sees what the registry has by then, and never less than what was fetched for it. */
  @Test
  void letsTheChecksGoThroughAListThatChanges() throws Throwable {
    push("a:1");
    registry.has("a:1");
    List<?> checked = guard.toCheck(Registry.instances("a:1"));
    assertThat(round(checked)).hasToString("[a:1]");
    registry.has("b:1", "c:1");
    push("b:1", "c:1");
    assertThat(round(checked)).as("nobody has looked it up").hasToString("[a:1]");
    pick();
    assertThat(round(checked)).hasToString("[b:1, c:1]");
    assertThat(checked).hasSize(2);
    assertThat(checked.get(1)).hasToString("c:1");
    assertThat(checked.toArray()).hasSize(2);
    assertThat(checked.stream().count()).isEqualTo(2);
    push("d:1");
    assertThat(round(guard.toCheck(Registry.instances("d:1")))).hasToString("[d:1]");
  }

  private HealthGuard guard() {
    try {
      return new HealthGuard(
          services, LoadBalancerHandles.of(registry), "orders", registry, original, 0, time);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  private static List<Object> round(List<?> instances) {
    List<Object> seen = new ArrayList<>();
    for (Object instance : instances) {
      seen.add(instance);
    }
    return seen;
  }

  private void push(String... instances) {
    services.bump(Reports.of("G@@orders", instances));
  }

  private Object pick() throws Throwable {
    return ((Flux) guard.get()).one();
  }
}
