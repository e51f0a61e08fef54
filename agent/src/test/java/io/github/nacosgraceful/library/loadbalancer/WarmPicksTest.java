package io.github.nacosgraceful.library.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUp;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeTicker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.ServiceInstance;

/** A draw is from what filters, zones, hints and sessions have left of a list. */
class WarmPicksTest {

  private static final String TEXT = WarmUp.text(TimeUnit.MINUTES.toMillis(10), 1, 17);

  private final FakeTicker time = new FakeTicker();
  private final Services services = new Services(new WarmUps(0.5, time));
  private final Registry balancer = new Registry();
  private final Handler handler = WarmPicks.onDraw(services, new DryRun(false), time);

  @Test
  void giveAnInstanceThatWarmsItsShare() throws Throwable {
    joins("b:1");
    assertThat(drawsWith("b:1", "a:1", "b:1")).as("2 %: it gets half of them").isBetween(1, 60);
    time.advance(TimeUnit.MINUTES.toMillis(5));
    assertThat(drawsWith("b:1", "a:1", "b:1")).as("two thirds").isBetween(600, 730);
    time.advance(TimeUnit.MINUTES.toMillis(5));
    assertThat(drawsWith("b:1", "a:1", "b:1")).isEqualTo(1000);
  }

  @Test
  void giveSeveralTheirShare() throws Throwable {
    joins("c:1", "d:1");
    assertThat(drawsWith("c:1", "a:1", "b:1", "c:1", "d:1")).isBetween(1, 70);
    assertThat(drawsWith("d:1", "a:1", "b:1", "c:1", "d:1")).isBetween(1, 70);
    assertThat(drawsWith("b:1", "a:1", "b:1", "c:1", "d:1")).isEqualTo(1000);
  }

  /** The only one of its version, zone, cluster or session: the application has chosen it. */
  @Test
  void leaveOutNobodyThatIsAlone() throws Throwable {
    joins("b:1");
    assertThat(drawsWith("b:1", "b:1")).isEqualTo(1000);
  }

  @Test
  void leaveSomebodyWhereAllWarm() throws Throwable {
    joins("c:1", "d:1");
    for (int i = 0; i < 1000; i++) {
      assertThat(draw(Registry.instances("c:1", "d:1"))).isNotEmpty();
    }
  }

  @Test
  void leaveTheListAloneWhileNothingWarms() throws Throwable {
    List<ServiceInstance> list = Registry.instances("a:1", "b:1");
    assertThat(draw(list)).isSameAs(list);
    joins("b:1");
    List<ServiceInstance> others = Registry.instances("a:1", "of another registry:1");
    assertThat(draw(others)).isSameAs(others);
    assertThat(handler.replace(balancer, null, null)).isNull();
  }

  @Test
  void knowWhoDrawsOrWhatIsDrawn() throws Throwable {
    joins("b:1");
    List<ServiceInstance> list = Registry.instances("a:1", "b:1");
    int with = 0;
    for (int i = 0; i < 1000; i++) {
      with += handler.replace(null, null, list) == list ? 1 : 0;
    }
    assertThat(with).isBetween(1, 60);
  }

  @Test
  void changeNothingInADryRun() throws Throwable {
    joins("b:1");
    Handler dry = WarmPicks.onDraw(services, new DryRun(true), time);
    List<ServiceInstance> list = Registry.instances("a:1", "b:1");
    for (int i = 0; i < 1000; i++) {
      assertThat(dry.replace(balancer, null, list)).isSameAs(list);
    }
  }

  /** Warm ones were there, then these join. */
  private void joins(String... addresses) {
    services.bump(Reports.of("G@@orders", "a:1", "b:2"));
    Map<String, String> texts = new TreeMap<>();
    List<String> all = new ArrayList<>(List.of("a:1", "b:2"));
    for (String address : addresses) {
      texts.put(address, TEXT);
      all.add(address);
    }
    services.bump(Reports.with("G@@orders", texts, all.toArray(new String[0])));
  }

  /** In how many of a thousand draws from these it is among them. */
  private int drawsWith(String address, String... list) throws Throwable {
    int with = 0;
    for (int i = 0; i < 1000; i++) {
      with += draw(Registry.instances(list)).toString().contains(address) ? 1 : 0;
    }
    return with;
  }

  private List<?> draw(List<ServiceInstance> list) throws Throwable {
    return (List<?>) handler.replace(balancer, null, list);
  }
}
