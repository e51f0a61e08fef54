package io.github.nacosgraceful.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLooksTest {

  @TempDir private Path proc;

  @Test
  void letsAHotSpotJvmThrough() throws IOException {
    process(7, "7f00-7f01 r-xp 00000000 08:01 42 /opt/jdk/lib/server/libjvm.so\n");
    assertThat(refusal(7)).isNull();
  }

  @Test
  void refusesWhatASignalCouldEnd() throws IOException {
    process(7, "7f00-7f01 r-xp 00000000 08:01 42 /usr/bin/sleep\n");
    assertThat(refusal(7)).isEqualTo("process 7 is not a JVM");
  }

  @Test
  void tellsOpenJ9FromHotSpot() throws IOException {
    process(7, "1-2 r-xp 0 08:01 42 /jre/libjvm.so\n3-4 r-xp 0 08:01 43 /jre/libj9vm29.so\n");
    assertThat(refusal(7)).contains("OpenJ9");
  }

  @Test
  void tellsWhoIsNotThereFromWhoMayNotBeSeen() throws IOException {
    Files.createDirectories(proc.resolve("self"));
    assertThat(refusal(7)).isEqualTo("there is no process 7");
    Files.createDirectories(proc.resolve("7"));
    assertThat(refusal(7)).contains("another user");
  }

  @Test
  void leavesItToTheJdkWhereNothingCanBeSeen() {
    assertThat(refusal(7)).isNull();
  }

  private String refusal(long pid) {
    return ProcessLooks.refusal(pid, proc.toFile());
  }

  private void process(int pid, String maps) throws IOException {
    Files.createDirectories(proc.resolve("self"));
    Path process = Files.createDirectories(proc.resolve(String.valueOf(pid)));
    Files.writeString(process.resolve("maps"), maps);
  }
}
