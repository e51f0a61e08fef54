package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that JVMs share: those of the JDK, and those of the application in an archive. */
class SharingIT {

  private static final String SHARED = "source: shared objects file";
  private static final String FROM_ARCHIVE = SHARED + " (top)";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"auto", "on"})
  void keepsTheClassesOfTheJdkShared(String mode) throws Exception {
    try (Jvm plain = app("-Xshare:" + mode);
        Jvm agent = app("-Xshare:" + mode, "-javaagent:" + Jvm.AGENT)) {
      assertThatNothingIsSaidBut(agent);
      assertThat(plain.exitCode()).isEqualTo(3);
      assertThat(loaded(agent, SHARED)).containsAll(loaded(plain, SHARED));
    }
  }

  /** All but those that the agent weaves. */
  @ParameterizedTest
  @ValueSource(strings = {"auto", "on"})
  void usesAnArchiveOfTheApplication(String mode) throws Exception {
    Path archive = archive();
    String[] options = {"-Xshare:" + mode, "-XX:SharedArchiveFile=" + archive};
    try (Jvm plain = app(options);
        Jvm agent = app(options[0], options[1], "-javaagent:" + Jvm.AGENT)) {
      assertThatNothingIsSaidBut(agent);
      assertThat(plain.exitCode()).isEqualTo(3);
      List<String> expected = new ArrayList<>(loaded(plain, FROM_ARCHIVE));
      assertThat(expected).contains(App.class.getName());
      expected.removeIf(name -> name.startsWith("com.alibaba.nacos.client."));
      assertThat(loaded(agent, FROM_ARCHIVE)).containsAll(expected);
    }
  }

  /** With any agent: an archive is made without. */
  @Test
  void isRefusedByTheJvmWhereAnArchiveIsMade() throws Exception {
    Path archive = folder.resolve("app.jsa");
    try (Jvm jvm = app("-XX:ArchiveClassesAtExit=" + archive, "-javaagent:" + Jvm.AGENT)) {
      assertThat(jvm.exitCode()).isEqualTo(1);
      assertThat(jvm.out() + jvm.err()).contains("AllowArchivingWithJavaAgent");
      assertThat(jvm.out()).doesNotContain("ready");
    }
  }

  private Path archive() throws Exception {
    Path archive = folder.resolve("app.jsa");
    try (Jvm jvm = app("-XX:ArchiveClassesAtExit=" + archive)) {
      assertThat(jvm.exitCode()).as(jvm.out() + jvm.err()).isEqualTo(3);
    }
    return archive;
  }

  /** From a jar: only what comes from jars is archived. */
  private Jvm app(String... options) throws IOException {
    Path jar = folder.resolve("app.jar");
    if (!Files.exists(jar)) {
      pack(jar);
    }
    List<String> command = new ArrayList<>(List.of(Jvm.tool("java"), "-Xlog:class+load"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", jar.toString(), App.class.getName(), "exit"));
    return Jvm.command(Map.of(), command.toArray(String[]::new));
  }

  private static void pack(Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(Jvm.CLASSES)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(Jvm.CLASSES.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }

  private static void assertThatNothingIsSaidBut(Jvm agent) throws Exception {
    assertThat(agent.exitCode()).as(agent.out() + agent.err()).isEqualTo(3);
    assertThat(agent.err().lines())
        .allMatch(line -> line.contains(" INFO  [nacos-graceful]"))
        .anyMatch(line -> line.contains("suppressed errors 0"));
    assertThat(agent.out()).doesNotContain("[warning]");
  }

  /** The names of the classes that were loaded from there; those with an address are made anew. */
  private static List<String> loaded(Jvm jvm, String source) {
    return jvm.outLines().stream()
        .filter(line -> line.contains(source) && !line.contains("/0x"))
        .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").replaceFirst(" source:.*", ""))
        .toList();
  }
}
