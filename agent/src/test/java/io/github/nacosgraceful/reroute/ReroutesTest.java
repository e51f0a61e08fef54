package io.github.nacosgraceful.reroute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.suspect.Suspects;
import io.github.nacosgraceful.thread.FakeTicker;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReroutesTest {

  private final FakeTicker time = new FakeTicker();
  private final Services services = new Services(new WarmUps(0.5));

  /** Its thread finds nobody at these addresses, so that what fails once stays a suspect. */
  private final Suspects suspects = new Suspects(services, new DryRun(true));

  private final Reroutes reroutes = reroutes(false);

  @BeforeEach
  void nacosListsTheService() {
    services.bump(Reports.of("orders", "127.0.0.1:1", "127.0.0.1:2"));
  }

  @Test
  void grantsACallThatAnotherInstanceMayTakeAndHasThisOneAvoided() {
    assertThat(grants("orders", "127.0.0.1:1")).isTrue();
    assertThat(suspects.cannotBeReached(HostPort.parse("127.0.0.1:1"))).isTrue();
    assertThat(grants("orders", "127.0.0.1:2")).as("none is left").isFalse();
  }

  @Test
  void grantsNoneOfWhatNacosDoesNotList() {
    assertThat(grants("in-consul", "127.0.0.1:1")).isFalse();
    assertThat(grants(null, "127.0.0.1:1")).isFalse();
    assertThat(grants("orders", "10.0.0.9:1")).as("it went elsewhere").isFalse();
  }

  @Test
  void grantsNoneWhereItIsTheOnlyInstance() {
    services.bump(Reports.of("orders", "127.0.0.1:1"));
    assertThat(grants("orders", "127.0.0.1:1")).isFalse();
  }

  @Test
  void grantsNoneWhereTheOthersCannotBeReachedEither() {
    suspects.failed(HostPort.parse("127.0.0.1:2"));
    assertThat(grants("orders", "127.0.0.1:1")).isFalse();
  }

  /** It would not be left out of the list, and may be picked once more. */
  @Test
  void grantsNoneToTheLastOfItsKind() {
    services.bump(
        Reports.ofVersions(
            "orders", Map.of("127.0.0.1:1", "1", "127.0.0.1:2", "2", "127.0.0.1:3", "2")));
    assertThat(grants("orders", "127.0.0.1:1")).isFalse();
    assertThat(grants("orders", "127.0.0.1:2")).isTrue();
  }

  @Test
  void grantsNoneInADryRun() {
    assertThat(reroutes(true).grants("orders", HostPort.parse("127.0.0.1:1"))).isFalse();
  }

  @Test
  void keepsToItsBudgetAndCountsWhatComesOfIt() {
    for (int i = 0; i < 50; i++) {
      reroutes.call();
    }
    for (int i = 0; i < 110; i++) {
      reroutes.call();
      boolean granted = grants("orders", "127.0.0.1:1");
      if (granted) {
        reroutes.ended(i % 10 == 0 ? new IOException("for the test") : null);
      }
    }
    assertThat(reroutes.overBudget()).isZero();
    for (int i = 0; i < 100; i++) {
      grants("orders", "127.0.0.1:1");
    }
    assertThat(reroutes.answered()).isEqualTo(99);
    assertThat(reroutes.failed()).isEqualTo(11);
    assertThat(reroutes.overBudget()).isEqualTo(100 - 11);
    time.advance(10_000);
    assertThat(grants("orders", "127.0.0.1:1")).isTrue();
  }

  private Reroutes reroutes(boolean dryRun) {
    return new Reroutes(services, suspects, new DryRun(dryRun), time);
  }

  private boolean grants(String service, String failed) {
    return reroutes.grants(service, HostPort.parse(failed));
  }
}
