package io.github.nacosgraceful.library.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.service.Reporter;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUp;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeTicker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.ServiceInstance;
import reactor.core.publisher.Flux;

/** A pick subscribes to what the guard gives; a lookup in between is one that has not ended yet. */
class SupplierGuardTest {

  private static final IllegalStateException FAILURE = new IllegalStateException("told to fail");

  private final FakeTicker time = new FakeTicker();
  private final Services services = new Services(new WarmUps(0.5, time));
  private final Registry registry = new Registry();
  private final Flux original = Flux.just("of the framework's cache");
  private final SupplierGuard guard =
      new SupplierGuard(
          services, LoadBalancerHandles.of(registry), "orders", registry, original, 0, time);

  @Test
  void servesOneSnapshotWhileNacosSaysNothingNew() throws Throwable {
    push("a:1");
    List<ServiceInstance> list = registry.has("a:1");
    assertThat(pick()).as("the same object, not a copy").isSameAs(list);
    Object flux = guard.get();
    for (int i = 0; i < 100; i++) {
      assertThat(guard.get()).as("nothing is made for a pick").isSameAs(flux);
    }
    assertThat(registry.lookups).isOne();
  }

  @Test
  void looksUpAnewAtTheFirstPickAfterABump() throws Throwable {
    push("a:1");
    registry.has("a:1");
    pick();
    registry.has("b:1");
    push("b:1");
    assertThat(pick()).hasToString("[b:1]");
    services.touch("orders");
    registry.has("c:1");
    assertThat(pick()).hasToString("[c:1]");
  }

  /**
   * A refresh of the configuration shuts a NamingService down, and the next lookup makes another.
   */
  @Test
  void looksUpAnewUntilAClientIsToldInPlaceOfOneThatIsShutDown() throws Throwable {
    Reporter old = new Reporter(this);
    services.bump(Reports.to(old, "G@@orders", "a:1"));
    registry.has("a:1");
    pick();
    services.closed(old, true);
    assertThat(pick()).as("still through the old one").hasToString("[a:1]");
    assertThat(registry.lookups).isEqualTo(2);
    pick();
    assertThat(registry.lookups).as("within 0.1 s").isEqualTo(2);
    registry.has("b:1");
    time.advance(100);
    assertThat(pick()).hasToString("[b:1]");
    push("b:1");
    pick();
    assertThat(registry.lookups).isEqualTo(4);
    time.advance(29_999);
    pick();
    assertThat(registry.lookups).as("as ever from now on").isEqualTo(4);
  }

  @Test
  void keepsWhatAClientWasToldThatIsShutDownWhereLookupsFailMeanwhile() throws Throwable {
    Reporter old = new Reporter(this);
    services.bump(Reports.to(old, "G@@orders", "a:1"));
    registry.has("a:1");
    pick();
    services.closed(old, true);
    registry.answer = Flux.error(FAILURE);
    assertThat(pick()).hasToString("[a:1]");
    time.advance(100);
    assertThat(pick()).hasToString("[a:1]");
    assertThat(registry.lookups).as("the next one may go through another").isEqualTo(3);
    time.advance(29_000);
    assertThat(pick()).hasToString("[a:1]");
    time.advance(2_000);
    assertThatThrownBy(this::pick).isSameAs(FAILURE);
  }

  @Test
  void leavesServicesOfOtherRegistriesToTheFramework() {
    assertThat(guard.get()).isSameAs(original);
    assertThat(registry.lookups).isZero();
  }

  @Test
  void looksUpAnewAfterThirtySecondsWhateverNacosSays() throws Throwable {
    push("a:1");
    registry.has("a:1");
    pick();
    registry.has("b:1");
    time.advance(29_999);
    assertThat(pick()).hasToString("[a:1]");
    time.advance(1);
    assertThat(pick()).hasToString("[b:1]");
  }

  @Test
  void holdsUpNoPickButTheFirstWhereAnExpiredListIsLookedUp() throws Throwable {
    push("a:1");
    registry.has("a:1");
    pick();
    time.advance(30_000);
    registry.has("b:1");
    Object slow = guard.get(); // it has begun, and takes long
    assertThat(pick()).hasToString("[a:1]");
    assertThat(registry.lookups).isEqualTo(2);
    time.advance(1_000);
    guard.get();
    assertThat(registry.lookups).as("one more try each second").isEqualTo(3);
    assertThat(((Flux) slow).one()).hasToString("[b:1]");
    assertThat(pick()).hasToString("[b:1]");
  }

  /** What evicting a cache gets wrong: an older lookup that ends late. */
  @Test
  void doesNotServeALateLookupToLaterPicks() throws Throwable {
    push("a:1");
    registry.has("a:1");
    Flux late = (Flux) guard.get();
    registry.has("b:1");
    push("b:1");
    assertThat(pick()).hasToString("[b:1]");
    assertThat(late.one()).as("good for the pick that began before").hasToString("[a:1]");
    assertThat(pick()).hasToString("[b:1]");
    assertThat(registry.lookups).as("the later list is still there").isEqualTo(2);
  }

  @Test
  void servesWhatALaterLookupFoundWhereOneFails() throws Throwable {
    push("a:1");
    registry.has("a:1");
    pick();
    push("a:1", "b:1");
    registry.answer = Flux.error(FAILURE);
    Flux failing = (Flux) guard.get();
    push("a:1", "b:1", "c:1");
    registry.has("b:1");
    pick();
    assertThat(failing.one()).hasToString("[b:1]");
    pick();
    assertThat(registry.lookups).as("it is of the current epoch").isEqualTo(3);
  }

  @Test
  void keepsThoseThatNacosStillListsWhereALookupFails() throws Throwable {
    push("a:1", "b:1");
    registry.has("a:1", "b:1");
    pick();
    registry.answer = Flux.error(FAILURE);
    push("b:1", "c:1");
    assertThat(pick()).hasToString("[b:1]");
    time.advance(999);
    assertThat(pick()).hasToString("[b:1]");
    assertThat(registry.lookups).isEqualTo(2);
    time.advance(1);
    assertThat(pick()).as("a new try each second").hasToString("[b:1]");
    assertThat(registry.lookups).isEqualTo(3);
    registry.has("b:1", "c:1");
    time.advance(1_000);
    assertThat(pick()).hasToString("[b:1, c:1]");
  }

  @Test
  void keepsThemWhereTheSupplierThrows() throws Throwable {
    push("a:1");
    registry.has("a:1");
    pick();
    registry.failure = FAILURE;
    push("a:1");
    assertThat(pick()).hasToString("[a:1]");
  }

  /** Discovery turns its errors into an empty list. */
  @Test
  void keepsThemWhereALookupComesBackEmptyWhileNacosListsSome() throws Throwable {
    push("a:1");
    registry.has("a:1");
    pick();
    registry.has();
    push("a:1");
    assertThat(pick()).hasToString("[a:1]");
    registry.answer = Flux.many();
    push("a:1");
    assertThat(pick()).as("no list at all").hasToString("[a:1]");
  }

  @Test
  void servesAnEmptyListThatNacosReports() throws Throwable {
    push("a:1");
    registry.has("a:1");
    pick();
    registry.has();
    push();
    assertThat(pick()).hasToString("[]");
  }

  /** What is listed of the name is another service. */
  @Test
  void servesAnEmptyListThatNacosReportsOfOneGroupOrToOneClient() throws Throwable {
    Reporter other = new Reporter(this);
    services.bump(Reports.to(other, "G@@orders", "c:1"));
    services.bump(Reports.of("H@@orders", "d:1"));
    push("a:1");
    registry.has("a:1");
    pick();
    registry.has();
    push();
    assertThat(pick()).hasToString("[]");
    push();
    assertThat(pick()).as("said again").hasToString("[]");
  }

  @Test
  void passesAnErrorOnWhereNacosListsNothing() throws Throwable {
    push("a:1");
    registry.has("a:1");
    pick();
    registry.answer = Flux.error(FAILURE);
    push();
    assertThatThrownBy(this::pick).isSameAs(FAILURE);
  }

  @Test
  void servesAllOfAFreshListOfWhichNacosListsNoneAnyMore() throws Throwable {
    push("a:1");
    registry.has("a:1");
    pick();
    registry.answer = Flux.error(FAILURE);
    push("b:1");
    assertThat(pick()).hasToString("[a:1]");
    time.advance(29_999);
    assertThat(pick()).as("as a cache would").hasToString("[a:1]");
    time.advance(2_000);
    assertThatThrownBy(this::pick).isSameAs(FAILURE);
    registry.has();
    time.advance(2_000);
    assertThat(pick()).hasToString("[]");
  }

  /** Behind a gateway, or by names. */
  @Test
  void servesAllOfAListWithAddressesOfTheApplicationsOwn() throws Throwable {
    push("a:1");
    registry.has("proxy:1", "proxy:2");
    pick();
    registry.answer = Flux.error(FAILURE);
    push("b:1");
    time.advance(60_000);
    assertThat(pick()).hasToString("[proxy:1, proxy:2]");
    registry.has();
    time.advance(1_000);
    assertThat(pick()).as("that there is none may be true").hasToString("[]");
  }

  @Test
  void triesTheFrameworksOwnPathWhereTheFirstLookupFails() throws Throwable {
    push("a:1");
    registry.answer = Flux.error(FAILURE);
    assertThat(pick()).isEqualTo("of the framework's cache");
    registry.has();
    assertThat(pick()).isEqualTo("of the framework's cache");
  }

  @Test
  void waitsForASlowLookupOnlyWhereThereIsNothingElse() throws Throwable {
    push("a:1");
    registry.answer = Flux.slow(Registry.instances("a:1"));
    assertThat(pick()).hasToString("[a:1]");
    push("a:1", "b:1");
    registry.answer = Flux.slow(Registry.instances("b:1"));
    assertThat(pick()).as("three seconds are too long").hasToString("[a:1]");
    push();
    assertThatThrownBy(this::pick).isInstanceOf(TimeoutException.class);
  }

  @Test
  void comparesAddressesHoweverTheyAreSpelled() throws Throwable {
    push("[2001:db8::1]:1", "b:1");
    registry.has("2001:DB8:0:0:0:0:0:1:1", "b:1");
    pick();
    registry.answer = Flux.error(FAILURE);
    push("[2001:db8::1]:1");
    assertThat(pick()).hasToString("[2001:DB8:0:0:0:0:0:1:1]");
  }

  /** Its filters would take the others for all that there are. */
  @Test
  void hidesNoInstanceThatWarmsFromTheApplication() throws Throwable {
    push("a:1");
    String text = WarmUp.text(TimeUnit.MINUTES.toMillis(10), 1, 17);
    services.bump(Reports.with("G@@orders", Map.of("b:1", text), "a:1", "b:1"));
    List<ServiceInstance> list = registry.has("a:1", "b:1");
    for (int i = 0; i < 1000; i++) {
      assertThat(pick()).isSameAs(list);
    }
  }

  @Test
  void givesTheListOfTheLastLookupToThoseWhoKnowNothingNewer() throws Throwable {
    assertThat(guard.latestSince(0)).isNull();
    push("a:1");
    registry.has("a:1");
    pick();
    assertThat(guard.latestSince(1)).hasToString("[a:1]");
    assertThat(guard.latestSince(2)).isNull();
    push("a:1");
    pick();
    assertThat(guard.latestSince(1)).hasToString("[a:1]");
  }

  @Test
  void goesTheFrameworksOwnWayWhereItFailsItself() {
    push("a:1");
    registry.answer = null;
    assertThat(guard.get()).isSameAs(original);
  }

  private void push(String... instances) {
    services.bump(Reports.of("G@@orders", instances));
  }

  private Object pick() throws Throwable {
    return ((Flux) guard.get()).one();
  }
}
