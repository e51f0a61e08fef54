package io.github.nacosgraceful.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.service.Reporter;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeTicker;
import org.junit.jupiter.api.Test;

class ReportersTest {

  private final FakeTicker time = new FakeTicker();
  private final Services services = new Services(new WarmUps(0.5, time));
  private final Reporters reporters = new Reporters(services);

  static final class Client2 {
    final Object serviceInfoHolder = new Object();
  }

  static final class Client1 {
    final Object hostReactor = new Object();
  }

  @Test
  void areOneForEachClient() {
    Client2 client = new Client2();
    Reporter reporter = reporters.of(client.serviceInfoHolder);
    assertThat(reporters.of(client.serviceInfoHolder)).isSameAs(reporter);
    assertThat(reporters.of(new Client2().serviceInfoHolder)).isNotSameAs(reporter);
  }

  @Test
  void areClosedWithTheirNamingService() {
    Client1 older = new Client1();
    Client2 newer = new Client2();
    services.bump(Reports.to(reporters.of(older.hostReactor), "orders", "a:1"));
    services.bump(Reports.to(reporters.of(newer.serviceInfoHolder), "orders", "b:1"));
    reporters.closed(older, true);
    time.advance(30_000);
    assertThat(services.find("orders").instances()).hasToString("[b:1]");
    reporters.closed(newer, true);
    time.advance(30_000);
    assertThat(services.find("orders").instances()).isEmpty();
  }

  @Test
  void haveServicesReadAnewWhereANamingServiceIsMadeInPlaceOfAnother() {
    Client2 client = new Client2();
    services.bump(Reports.to(reporters.of(client.serviceInfoHolder), "orders", "a:1"));
    reporters.made(new Client2());
    assertThat(services.find("orders").current()).isOne();
    reporters.closed(client, true);
    reporters.made(new Client2());
    assertThat(services.find("orders").current()).isEqualTo(3);
  }

  @Test
  void stayOpenWhereAClientIsBuiltInAnotherWay() {
    reporters.closed(new Object(), true);
    assertThat(services.all()).isEmpty();
  }
}
