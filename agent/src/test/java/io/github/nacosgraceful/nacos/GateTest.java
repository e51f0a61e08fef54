package io.github.nacosgraceful.nacos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Handler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GateTest {

  private final Gate gate = new Gate();
  private final Handler wire = gate.wire();

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
    assertThat(gate.awaitPassed(20)).isFalse();
    CompletableFuture<Boolean> passed =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return gate.awaitPassed(10_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    wire.exit(null, this, null);
    assertThat(passed.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void doesNotCountWhatItRefused() throws Throwable {
    gate.close();
    Object refused = wire.enter(this, null, null, null);
    wire.exit(refused, this, null);
    assertThat(gate.awaitPassed(1)).isTrue();
  }
}
