package io.github.nacosgraceful;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"1.6.0_45", "1.7.0_80", "1.8.0", "1.8.0_5", "1.8.0_31", "1.8.0_39-internal"})
  void refusesJavaBefore8u40(String version) {
    assertThat(Agent.isTooOld(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.8.0_40",
        "1.8.0_504",
        "1.8.0_402-b06",
        "9",
        "11.0.24",
        "17.0.15",
        "25.0.3",
        "26-ea"
      })
  void runsOnWhatCameAfter(String version) {
    assertThat(Agent.isTooOld(version)).isFalse();
  }

  @Test
  void knowsItsOwnCommands() {
    assertThat(Agent.isOwnCommand("/agent/nacos-graceful-agent.jar offline 9391")).isTrue();
    assertThat(Agent.isOwnCommand("nacos-graceful-agent.jar")).isTrue();
    assertThat(Agent.isOwnCommand("C:\\agent\\nacos-graceful-agent.jar status 1")).isTrue();
    assertThat(Agent.isOwnCommand("app.jar nacos-graceful-agent.jar")).isFalse();
    assertThat(Agent.isOwnCommand("com.example.Main")).isFalse();
  }
}
