package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the agent starts, and how it stays away, each in a JVM of its own with the agent's real jar.
 */
class StartIT {

  @Test
  void saysWhatIsArmed() throws Exception {
    try (Jvm jvm = Jvm.app("wait").awaitErr("armed on Java")) {
      assertThat(jvm.err())
          .contains(
              "shutdown first, nacos, nacos-ai, contexts, loadbalancer, ribbon, grpc-client, suspect, reroute, tomcat, jetty, undertow, webflux")
          .doesNotContain("WARN");
    }
  }

  @Test
  void startsOnceWhenGivenTwice() throws Exception {
    try (Jvm jvm =
        Jvm.app("wait", "-javaagent:" + Jvm.AGENT).awaitErr("armed on Java").awaitOut("ready")) {
      jvm.signal("TERM");
      assertThat(jvm.exitCode()).isEqualTo(143);
      assertThat(jvm.err())
          .containsOnlyOnce("a second -javaagent of nacos-graceful-agent was given: it is ignored")
          .containsOnlyOnce("armed on Java")
          .containsOnlyOnce("handed over");
    }
  }

  @Test
  void doesNothingAtAllWhenDisabled() throws Exception {
    try (Jvm jvm = Jvm.app("exit", "-Dnacos.graceful.enabled=false")) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.err()).isEmpty();
      assertThat(jvm.outLines()).containsSequence("hook", "deregister orders works");
    }
  }

  @Test
  void leavesJdkToolsAlone() throws Exception {
    try (Jvm jvm =
        Jvm.command(
            Map.of("JAVA_TOOL_OPTIONS", "-javaagent:" + Jvm.AGENT), Jvm.tool("jar"), "--version")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.out()).startsWith("jar ");
      assertThat(jvm.err().lines()).hasSize(1).allMatch(line -> line.startsWith("Picked up"));
    }
  }

  @Test
  void takesOptionsFromEverywhereAndWarnsOfWrongOnes() throws Exception {
    List<String> arguments =
        List.of(
            "-javaagent:" + Jvm.AGENT + "=drain.ignore-paths=/a,/b,drain.min=1s,drian.quiet=1s",
            "-Dnacos.graceful.shutdown.timeout=25",
            App.class.getName(),
            "wait");
    try (Jvm jvm =
        Jvm.java(Map.of("NACOS_GRACEFUL_DRAIN_MIN", "2s"), arguments).awaitErr("armed on Java")) {
      assertThat(jvm.err())
          .contains(
              "nacos.graceful.shutdown.timeout=25 is not a time such as 300ms, 25s or 1m: the"
                  + " default 25s is used.")
          .contains("agent argument drian.quiet is not an option of this agent")
          .contains("Did you mean drain.quiet?")
          .contains("drain.min=2s drain.ignore-paths=/a,/b");
    }
  }

  /** Those are for the slf4j of the application: the agent's own has nothing to do with them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "slf4j.provider=com.example.Provider",
        "slf4j.provider=java.lang.String",
        "slf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
        "slf4j.internal.verbosity=DEBUG",
        "slf4j.internal.report.stream=stdout",
        "slf4j.detectLoggerNameMismatch=true"
      })
  void takesNoOptionOfTheApplicationsLoggingForItsOwn(String option) throws Exception {
    try (Jvm jvm = Jvm.app("exit", "-D" + option)) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.err().lines())
          .isNotEmpty()
          .allMatch(line -> line.contains("[nacos-graceful]"));
      assertThat(jvm.out()).doesNotContain("SLF4J");
    }
  }

  @Test
  void writesItsLogToAFile(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("agent.log");
    try (Jvm jvm = Jvm.app("exit", "-Dnacos.graceful.log.file=" + log)) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.err()).isEmpty();
      assertThat(log).content().contains("handed over at");
    }
  }

  @Test
  void goesOnWithStandardErrorWhenTheLogFileCannotBeWritten() throws Exception {
    try (Jvm jvm = Jvm.app("exit", "-Dnacos.graceful.log.file=/no/such/folder/agent.log")) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.err()).contains("cannot be written").contains("handed over at");
    }
  }

  @Test
  void startsFromAPathWithSpacesAndLettersOfOtherAlphabets(@TempDir Path folder) throws Exception {
    Path jar =
        Files.createDirectory(folder.resolve("mit Leerzeichen äöü 服务+%20")).resolve("agent.jar");
    Files.copy(Jvm.AGENT, jar);
    try (Jvm jvm =
        Jvm.java(
            Map.of("LC_ALL", "C.UTF-8"),
            List.of("-javaagent:" + jar, App.class.getName(), "exit"))) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.err()).contains("handed over at");
    }
  }

  /** The locale of most containers. */
  @Test
  void startsInThePosixLocale(@TempDir Path folder) throws Exception {
    Path jar = Files.createDirectory(folder.resolve("with spaces")).resolve("agent.jar");
    Files.copy(Jvm.AGENT, jar);
    try (Jvm jvm =
        Jvm.java(
            Map.of("LC_ALL", "POSIX"), List.of("-javaagent:" + jar, App.class.getName(), "exit"))) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.err()).contains("handed over at").doesNotContain("WARN");
    }
  }

  /** No agent can help that: the JVM ends before it has loaded a class of it. */
  @Test
  void cannotBeStartedFromAPathThatTheLocaleHasNoLettersFor(@TempDir Path folder) throws Exception {
    Path jar = Files.createDirectory(folder.resolve("äöü")).resolve("agent.jar");
    Files.copy(Jvm.AGENT, jar);
    try (Jvm jvm =
        Jvm.java(
            Map.of("LC_ALL", "POSIX"),
            List.of(
                "-XX:-CreateCoredumpOnCrash", "-javaagent:" + jar, App.class.getName(), "exit"))) {
      assertThat(jvm.exitCode()).isNotIn(0, 3);
      assertThat(jvm.out()).doesNotContain("ready");
      assertThat(jvm.err())
          .contains("ClassNotFoundException: io.github.nacosgraceful.Agent")
          .doesNotContain("[nacos-graceful]");
    }
  }

  @Test
  void staysOffWhenItWasUnpackedIntoAnotherJar(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("app-with-everything.jar");
    repackage(jar);
    List<String> arguments = List.of("-javaagent:" + jar, App.class.getName(), "exit");
    try (Jvm jvm = Jvm.java(Map.of(), arguments)) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.err())
          .contains("[nacos-graceful] its classes were unpacked into app-with-everything.jar")
          .doesNotContain("armed");
    }
  }

  @Test
  void tellsItsVersionAndOptions() throws Exception {
    try (Jvm jvm =
        Jvm.command(Map.of(), Jvm.tool("java"), "-jar", Jvm.AGENT.toString(), "--version")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.out())
          .isEqualTo("nacos-graceful-agent " + System.getProperty("agent.version") + "\n");
    }
    try (Jvm jvm =
        Jvm.command(Map.of(), Jvm.tool("java"), "-jar", Jvm.AGENT.toString(), "--help")) {
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.out()).contains("nacos.graceful.shutdown.timeout (default 25s)");
    }
    try (Jvm jvm =
        Jvm.command(Map.of(), Jvm.tool("java"), "-jar", Jvm.AGENT.toString(), "--nonsense")) {
      assertThat(jvm.exitCode()).isEqualTo(2);
      assertThat(jvm.err().lines())
          .containsExactly(
              "Unknown option: '--nonsense'", "See java -jar nacos-graceful-agent.jar --help");
    }
  }

  /**
   * What a build that merges jars makes: our classes, another manifest with another premain that
   * calls ours.
   */
  static void repackage(Path jar) throws IOException {
    try (JarFile agent = new JarFile(Jvm.AGENT.toFile())) {
      Manifest manifest = new Manifest(agent.getManifest());
      manifest.getMainAttributes().putValue("Premain-Class", MergedPremain.class.getName());
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
        for (JarEntry entry : new ArrayList<>(agent.stream().toList())) {
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            out.putNextEntry(new JarEntry(entry.getName()));
            agent.getInputStream(entry).transferTo(out);
          }
        }
        String merged = MergedPremain.class.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(merged));
        out.write(StartIT.class.getClassLoader().getResourceAsStream(merged).readAllBytes());
      }
    }
  }
}
