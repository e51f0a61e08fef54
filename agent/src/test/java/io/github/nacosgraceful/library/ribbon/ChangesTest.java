package io.github.nacosgraceful.library.ribbon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangesTest {

  private final Changes changes = new Changes();

  @Test
  void areSettledOnceAllIsSeenToBeCurrent() {
    assertThat(changes.areSettled()).isTrue();
    changes.add();
    assertThat(changes.areSettled()).isFalse();
    changes.settle(() -> false);
    assertThat(changes.areSettled()).isFalse();
    changes.settle(() -> true);
    assertThat(changes.areSettled()).isTrue();
  }

  @Test
  void areNotSettledByWhoMayHaveMissedOne() {
    changes.settle(
        () -> {
          changes.add(); // of a balancer that was asked before
          return true;
        });
    assertThat(changes.areSettled()).isFalse();
  }
}
