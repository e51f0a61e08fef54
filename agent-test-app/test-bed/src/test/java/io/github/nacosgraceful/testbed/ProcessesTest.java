package io.github.nacosgraceful.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

  @TempDir private Path dir;

  private final Processes processes = new Processes(new Progress(System.out));

  /** A process that stays until it is told to stop. */
  private Child start() throws IOException {
    return processes.start("sleeper", 0, dir.resolve("sleeper.log"), List.of("sleep", "600"));
  }

  @Test
  void noneSurvivesClosing() throws IOException {
    Child one = start();
    Child two = start();
    assertThat(one.alive()).isTrue();
    processes.close();
    assertThat(one.alive()).isFalse();
    assertThat(two.alive()).isFalse();
  }

  @Test
  void noneIsStartedAfterClosing() {
    processes.close();
    assertThatThrownBy(this::start).hasMessage("stopping: sleeper is not started");
    assertThat(processes.all()).isEmpty();
  }

  @Test
  void oneThatEndsBeforeItIsReadyFailsWithItsLastWords() throws IOException {
    Child child =
        processes.start(
            "speaker", 1, dir.resolve("speaker.log"), List.of("sh", "-c", "echo farewell; exit 3"));
    assertThatThrownBy(() -> new ReadyProbe().await(child, "/ready", Duration.ofSeconds(30)))
        .hasMessageContaining("speaker ended before it was ready")
        .hasMessageContaining("farewell");
    processes.close();
  }

  @Test
  void portsAreHandedOutOnce() {
    assertThat(List.of(Ports.application(), Ports.application(), Ports.nacos(), Ports.nacos()))
        .doesNotHaveDuplicates();
  }
}
