package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {

  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void log() {
    log = folder.resolve("agent.log");
    LogSink.configure(LogLevel.INFO, log.toString(), 1 << 20, 0);
  }

  @Test
  void saysWhatWouldBeDone() throws IOException {
    DryRun dryRun = new DryRun(true);
    assertThat(dryRun.isOn()).isTrue();
    assertThat(dryRun.instead("guard {} in {}", "orders", "Ribbon")).isTrue();
    assertThat(dryRun.says("Offline: would deregister {}", List.of("a", "b"))).isTrue();
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("INFO").endsWith(" dry-run: would guard orders in Ribbon");
    assertThat(lines.get(1)).endsWith(" dry-run: Offline: would deregister [a, b]");
  }

  @Test
  void saysNothingWhereItIsDone() {
    DryRun dryRun = new DryRun(false);
    assertThat(dryRun.isOn()).isFalse();
    assertThat(dryRun.instead("guard {}", "orders")).isFalse();
    assertThat(dryRun.says("Offline: would deregister {}", "a")).isFalse();
    assertThat(log).isEmptyFile();
  }
}
