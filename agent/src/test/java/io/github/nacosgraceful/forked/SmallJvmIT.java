package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM made by jlink, of no more modules than the flag itself needs. */
class SmallJvmIT {

  @TempDir Path directory;

  @Test
  void needsNoMoreModulesThanTheFlagDoes() throws Exception {
    Path image = directory.resolve("image");
    int problems =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--add-modules",
                "java.instrument",
                "--output",
                image.toString());
    assertThat(problems).isZero();
    try (Jvm jvm =
        Jvm.command(
            Map.of(),
            image.resolve("bin").resolve("java").toString(),
            "-javaagent:" + Jvm.AGENT,
            "-cp",
            Path.of("target", "test-classes").toString(),
            App.class.getName(),
            "exit")) {
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(3);
      assertThat(jvm.err())
          .contains("armed on Java", "gone from 1 node", "suppressed errors 0")
          .doesNotContain("WARN");
    }
  }
}
