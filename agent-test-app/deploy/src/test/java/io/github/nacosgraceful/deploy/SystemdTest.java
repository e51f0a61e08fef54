package io.github.nacosgraceful.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drop-in for systemd, checked by systemd itself where it is there, and by hand. */
class SystemdTest {

  private static final Path DROP_IN =
      Examples.FOLDER.resolve("systemd").resolve("nacos-graceful.conf");
  private static final Set<String> KEYS =
      Set.of("Environment", "KillSignal", "KillMode", "TimeoutStopSec", "SuccessExitStatus");
  private static final String UNIT = "[Service]\nExecStart=/bin/sh -c true\n";

  @TempDir Path folder;

  @Test
  void isWhatSystemdKnows() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd here");
    String dropIn = Files.readString(DROP_IN);
    assertThat(verify(dropIn)).doesNotContain("nacos-graceful.conf");
    assertThat(verify(dropIn + "TimeoutStopsSec=1s\n")).contains("nacos-graceful.conf");
    assertThat(verify(dropIn + "KillMode=some\n")).contains("nacos-graceful.conf");
  }

  @Test
  void givesTheAgentItsJarAndItsTime() throws IOException {
    Map<String, String> service = new HashMap<>();
    String section = "";
    for (String line : Files.readAllLines(DROP_IN)) {
      if (line.startsWith("[")) {
        section = line;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        assertThat(section).isEqualTo("[Service]");
        String[] entry = line.split("=", 2);
        assertThat(KEYS).contains(entry[0]);
        assertThat(service.put(entry[0], entry[1])).as("%s twice", entry[0]).isNull();
      }
    }
    String[] variable = service.get("Environment").split("=", 2);
    Launched.with(Map.of(variable[0], variable[1]))
        .isGivenEnough(Examples.seconds(service.get("TimeoutStopSec")));
    assertThat(service).containsEntry("KillSignal", "SIGTERM");
  }

  /** What systemd says of a unit with this drop-in. */
  private String verify(String dropIn) throws Exception {
    Files.writeString(folder.resolve("orders.service"), UNIT);
    Path dropIns = Files.createDirectories(folder.resolve("orders.service.d"));
    Files.writeString(dropIns.resolve("nacos-graceful.conf"), dropIn);
    Path out = folder.resolve("out");
    ProcessBuilder command =
        new ProcessBuilder("systemd-analyze", "verify", "orders.service")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    command.environment().put("SYSTEMD_UNIT_PATH", folder + ":");
    Process process = command.start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return Files.readString(out);
    } finally {
      process.destroyForcibly();
    }
  }
}
