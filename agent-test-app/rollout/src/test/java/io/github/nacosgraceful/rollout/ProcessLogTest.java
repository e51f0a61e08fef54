package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessLogTest {

  private static final String AT = "2026-11-20 16:10:11.123 ";

  @Test
  void readsTheAgentsOwnLinesOnly() {
    ProcessLog log =
        ProcessLog.of(
            "provider-1",
            List.of(
                AT + "INFO  [nacos-graceful] 0.1.0 armed",
                AT + "WARN  something else suppressed",
                AT + "INFO  [nacos-graceful] stopped after 900 ms, suppressed errors 12"));
    assertThat(log.agentLines()).hasSize(2);
    assertThat(log.armed()).isTrue();
    assertThat(log.suppressedErrors()).hasValue(12);
    assertThat(log.warningsOfSuppressedErrors()).isEmpty();
  }

  @Test
  void findsWarningsOfSuppressedErrors() {
    String warning = AT + "WARN  [nacos-graceful] an error in a hook was suppressed";
    assertThat(ProcessLog.of("consumer", List.of(warning)).warningsOfSuppressedErrors())
        .containsExactly(warning);
  }

  @Test
  void aProcessWithoutTheAgentHasNoShutdownLine() {
    ProcessLog log = ProcessLog.of("provider-1", List.of("Started Provider in 2 seconds"));
    assertThat(log.armed()).isFalse();
    assertThat(log.suppressedErrors()).isEmpty();
  }
}
