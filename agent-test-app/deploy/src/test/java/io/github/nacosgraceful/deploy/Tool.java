package io.github.nacosgraceful.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a tool of this machine says; a test whose tool is not here is skipped. */
record Tool(int exitCode, String out) {

  static Tool run(Path folder, List<String> command) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "no " + command.get(0) + " here");
      throw e;
    }
    try {
      String out = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
      return new Tool(process.exitValue(), out);
    } finally {
      process.destroyForcibly();
    }
  }
}
