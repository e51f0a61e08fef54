package io.github.nacosgraceful.library.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A supplier was made before the agent came; its Flux is in a final field. */
class LateGuardsTest {

  private static final int POINT = Bridge.point("loadbalancer.test");

  private final Services services = new Services(new WarmUps(0.5));
  private final Registry supplier = new Registry();
  private final Registry delegate = new Registry();
  private final Flux cached = Flux.just("of the framework's cache");
  private final LateGuards guards = new LateGuards(POINT);

  @Test
  void giveWhatTheGuardSaysFromThenOn() throws Throwable {
    Bridge.install(POINT, new SupplierHandlers(services, new DryRun(false), POINT).onBuilt());
    assertThat(given()).as("before it is found").isSameAs(cached);
    assertThat(guards.add(supplier, delegate, cached)).isTrue();
    services.bump(Reports.of("orders", "a:1"));
    delegate.has("a:1");
    assertThat(((Flux) given()).one()).hasToString("[a:1]");
    assertThat(given()).as("nothing is made for a pick").isSameAs(given());
    assertThat(guards.replace(new Registry(), null, cached)).as("of another").isSameAs(cached);
  }

  @Test
  void leaveItAloneInADryRun() {
    Bridge.install(POINT, new SupplierHandlers(services, new DryRun(true), POINT).onBuilt());
    assertThat(guards.add(supplier, delegate, cached)).isFalse();
    assertThat(given()).isSameAs(cached);
  }

  private Object given() {
    return guards.replace(supplier, null, cached);
  }
}
