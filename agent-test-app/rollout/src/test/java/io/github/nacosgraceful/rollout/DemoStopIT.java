package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Jvm;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo is told to stop while its processes run. */
@Tag("rollouts")
class DemoStopIT {

  private Process demo;
  private List<ProcessHandle> started = List.of();

  @AfterEach
  void stopWhatIsLeft() {
    started.forEach(ProcessHandle::destroyForcibly);
    demo.destroyForcibly();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @Timeout(180)
  void noProcessSurvivesIt(String signal, int exit) throws Exception {
    demo =
        new ProcessBuilder(
                // Where a build runs in the background, SIGINT is ignored, and the demo would
                // inherit that.
                "env",
                "--default-signal=INT",
                Jvm.EXECUTABLE,
                "-classpath",
                System.getProperty("java.class.path"),
                Demo.class.getName(),
                "--stack=2021")
            .directory(Path.of("").toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .start();
    BufferedReader output = demo.inputReader();
    String line;
    do {
      line = output.readLine();
      assertThat(line).as("the demo ended early").isNotNull();
    } while (!line.contains("provider-2 starts"));
    started = demo.descendants().toList();
    assertThat(started).as("Nacos and two providers").hasSize(3);

    int killed = new ProcessBuilder("kill", "-" + signal, "" + demo.pid()).start().waitFor();
    assertThat(killed).isZero();

    assertThat(output.lines()).containsExactly("Stopping everything that was started ...");
    assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).isEqualTo(exit);
    assertThat(started).noneMatch(ProcessHandle::isAlive);
  }
}
