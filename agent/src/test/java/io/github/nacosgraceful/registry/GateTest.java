package io.github.nacosgraceful.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final String ORDERS = "G@@orders 10.0.0.1:1";

  private final FakeScheduler time = new FakeScheduler();
  private final Gate gate = new Gate(time);
  private final Handler wire = gate.onWire();

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void letsThroughUntilItIsClosed() throws Throwable {
    assertThat(wire.enter(this, null, null, null)).isNull();
    wire.exit(null, this, null);
    gate.close();
    assertThat(wire.enter(this, null, null, null)).isNotNull();
  }

  @Test
  void waitsForWhatWasOnItsWay() throws Throwable {
    wire.enter(this, null, null, null);
    gate.close();
    assertThat(gate.isPassing()).isTrue();
    time.start(
        new Thread(
            () -> {
              time.pause(300);
              exit(null);
            }));
    long begun = time.now();
    assertThat(gate.awaitPassed(500)).isTrue();
    assertThat(time.now() - begun).isEqualTo(TimeUnit.MILLISECONDS.toNanos(300));
    assertThat(gate.isPassing()).isFalse();
  }

  @Test
  void doesNotWaitForEverForWhatWasOnItsWay() throws Throwable {
    wire.enter(this, null, null, null);
    gate.close();
    assertThat(gate.awaitPassed(20)).isFalse();
  }

  @Test
  void saysWhenTheLastEndedOfWhatPassedBeforeItWasClosed() throws Throwable {
    wire.enter(this, null, null, null);
    wire.enter(this, null, null, null);
    wire.enter(this, null, null, null);
    exit(null);
    assertThat(gate.lateAt().isNever()).as("it was open").isTrue();
    gate.close();
    exit(wire.enter(this, null, null, null));
    assertThat(gate.lateAt().isNever()).as("that was refused").isTrue();
    exit(null);
    Stamp first = gate.lateAt();
    assertThat(first).isEqualTo(Stamp.at(time.now()));
    time.advance(10);
    exit(null);
    assertThat(gate.lateAt().isAfter(first)).isTrue();
  }

  @Test
  void doesNotCountWhatItRefused() throws Throwable {
    gate.close();
    Object refused = wire.enter(this, null, null, null);
    wire.exit(refused, this, null);
    assertThat(gate.awaitPassed(1)).isTrue();
  }

  @Test
  void isClosedForSomeInstancesOnly() throws Throwable {
    gate.close(List.of(ORDERS));
    assertThat(gate.isClosed()).isFalse();
    assertThat(passes("orders", "G", instance(1))).isFalse();
    assertThat(passes("G@@orders", "G", instance(1))).as("client 1").isFalse();
    assertThat(passes(null, null, beat("G@@orders", 1))).as("a beat").isFalse();
    assertThat(passes("orders", "G", List.of(instance(1)))).as("a batch").isFalse();
    assertThat(passes("orders", "G", instance(2))).isTrue();
    assertThat(passes("bills", "G", instance(1))).isTrue();
    assertThat(passes("orders", "OTHER", instance(1))).isTrue();
    assertThat(passes(null, null, beat("G@@orders", 2))).isTrue();
    assertThat(passes("orders", "G", List.of(instance(1), instance(2)))).isTrue();
    assertThat(passes("orders", "G", "unreadable")).isTrue();
    assertThat(gate.awaitPassed(1)).isTrue();
  }

  /** As one client spells it when it registers, and another thread of it when it beats. */
  @Test
  void knowsAnInstanceByAnySpellingOfItsAddress() throws Throwable {
    gate.close(List.of("G@@orders [2001:db8::1]:1"));
    Instance expanded = instance(1);
    expanded.setIp("2001:DB8:0:0:0:0:0:1%eth0");
    assertThat(passes("orders", "G", expanded)).isFalse();
  }

  @Test
  void opensForWhatIsRegisteredAnew() throws Throwable {
    gate.close(List.of(ORDERS, "G@@x 10.0.0.1:1"));
    gate.open(List.of(ORDERS));
    assertThat(passes("orders", "G", instance(1))).isTrue();
    assertThat(passes("x", "G", instance(1))).isFalse();
    gate.close();
    assertThat(passes("orders", "G", instance(1))).isFalse();
  }

  private void exit(Object refused) {
    try {
      wire.exit(refused, this, null);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  private boolean passes(String service, String group, Object what) throws Throwable {
    Object refused = wire.enter(this, service, group, what);
    wire.exit(refused, this, null);
    return refused == null;
  }

  private static Instance instance(int port) {
    return beat(null, port);
  }

  /** BeatInfo has the same getters. */
  private static Instance beat(String service, int port) {
    Instance instance = new Instance();
    instance.setServiceName(service);
    instance.setIp("10.0.0.1");
    instance.setPort(port);
    return instance;
  }

  /** A client that takes back the last of a batch registers what is left of it: nothing. */
  @Test
  void letsAnEmptyBatchPass() throws Throwable {
    gate.close();
    assertThat(gate.onWire().enter(null, "orders", "G", List.of())).isNull();
  }
}
