package io.github.nacosgraceful.library.ribbon;

import static io.github.nacosgraceful.library.ribbon.Balancer.servers;
import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.loadbalancer.Server;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUp;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeScheduler;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmPicksTest {

  private static final String WARM_UP = WarmUp.text(TimeUnit.MINUTES.toMillis(10), 1, 17);

  private final FakeScheduler time = new FakeScheduler();
  private final Services services = new Services(new WarmUps(0.5, time));
  private final RibbonGuard guard =
      new RibbonGuard(services, new DryRun(false), time, work -> work.run());
  private final RoundRobin balancer = new RoundRobin();

  /** Ribbon's own rule. */
  private final class RoundRobin extends Balancer {
    private int next;

    /** Null for any. */
    private String only;

    RoundRobin() {
      super("orders", guard, () -> servers("a:1", "b:1"));
    }

    @Override
    Server choose() {
      return only != null
          ? servers(only).get(0)
          : all.isEmpty() ? null : all.get(next++ % all.size());
    }
  }

  @Test
  void giveAnInstanceThatWarmsItsShare() {
    warms("b:1");
    assertThat(picksOf("b:1", 2000)).as("1 %").isBetween(1, 80);
    time.advance(TimeUnit.MINUTES.toMillis(5));
    assertThat(picksOf("b:1", 2000)).as("half of what the other gets").isBetween(500, 840);
    time.advance(TimeUnit.MINUTES.toMillis(5));
    assertThat(picksOf("b:1", 2000)).as("all of it").isEqualTo(1000);
  }

  @Test
  void takeTheFirstWhereThereIsNoOther() {
    warms("b:1");
    balancer.all = servers("b:1");
    assertThat(picksOf("b:1", 10)).isEqualTo(10);
    balancer.all = servers();
    assertThat(balancer.pick()).isEqualTo("null");
  }

  /** A rule that picks by version: it has no other to offer. */
  @Test
  void takeWhatARuleInsistsOn() {
    warms("b:1");
    balancer.only = "b:1";
    assertThat(picksOf("b:1", 2000)).isEqualTo(2000);
  }

  /** The list was there, then it joins. */
  private void warms(String address) {
    services.bump(Reports.of("orders", "a:1"));
    services.bump(Reports.with("orders", Map.of(address, WARM_UP), "a:1", address));
  }

  private int picksOf(String address, int picks) {
    int count = 0;
    for (int i = 0; i < picks; i++) {
      count += balancer.pick().equals(address) ? 1 : 0;
    }
    return count;
  }
}
