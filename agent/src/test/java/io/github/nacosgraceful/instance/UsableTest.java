package io.github.nacosgraceful.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UsableTest {

  @Test
  void isWhatIsHealthyAndEnabledAndHasAWeight() {
    assertThat(Usable.is(true, true, 0.1)).isTrue();
    assertThat(Usable.is(false, true, 1)).isFalse();
    assertThat(Usable.is(true, false, 1)).isFalse();
    assertThat(Usable.is(true, true, 0)).isFalse();
  }

  @Test
  void isWhatANodeSaysNothingElseOf() {
    assertThat(Usable.is(Map.of("ip", "10.0.0.1"))).isTrue();
    assertThat(Usable.is(Map.of("healthy", true, "enabled", true, "weight", 1.0))).isTrue();
    assertThat(Usable.is(Map.of("healthy", false))).isFalse();
    assertThat(Usable.is(Map.of("enabled", false))).isFalse();
    assertThat(Usable.is(Map.of("weight", 0))).isFalse();
  }
}
