package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A security manager, whose policy gives the application little and the agent nothing or all. On
 * the JDK of this build, or on those whose homes {@code -Djdks} lists, from Java 8 on.
 */
@EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "Java 24 and newer have none")
class SecurityManagerIT {

  private static final String APPLICATION =
      """
      grant codeBase "file:%s/" {
        permission java.util.PropertyPermission "fake.*", "read,write";
        permission java.lang.RuntimePermission "exitVM.3";
        permission java.lang.RuntimePermission "shutdownHooks";
      };
      """;
  private static final String AGENT =
      """
      grant codeBase "file:%s" {
        permission java.security.AllPermission;
      };
      """;

  @TempDir static Path directory;
  private static Path classes;

  @BeforeAll
  static void compileForJava8() throws IOException {
    classes = Java8Classes.in(directory);
  }

  static List<Path> jdks() {
    String homes = System.getProperty("jdks", System.getProperty("java.home"));
    return Stream.of(homes.split(",")).map(Path::of).toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void staysOffWithOneLineWhereThePolicyGrantsItNothing(Path jdk) throws Exception {
    try (Jvm jvm = app(jdk, "exit", APPLICATION.formatted(classes))) {
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(3);
      assertThat(jvm.outLines())
          .startsWith("registered orders", "ready", "hook", "deregister orders works");
      assertThat(ownLines(jvm))
          .singleElement()
          .asString()
          .contains("did not start, the application runs without it: access denied")
          .contains("its jar needs java.security.AllPermission in the policy");
    }
  }

  /** However few permissions those have that call the hooked methods. */
  @ParameterizedTest
  @MethodSource("jdks")
  void worksWithItsOwnPermissionsWhereThePolicyGrantsThem(Path jdk) throws Exception {
    try (Jvm jvm = app(jdk, "wait", both()).awaitOut("ready")) {
      jvm.signal("TERM");
      assertThat(jvm.exitCode()).isEqualTo(143);
      assertThat(jvm.outLines())
          .containsExactly(
              "registered orders", "ready", "deregister orders works", "hook", "hook done");
      assertThat(ownLines(jvm))
          .anyMatch(line -> line.contains("armed on Java"))
          .anyMatch(line -> line.contains("gone from 1 node") && line.contains("errors 0"))
          .noneMatch(line -> line.contains(" WARN "));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void drainsWhereTheApplicationCallsExit(Path jdk) throws Exception {
    try (Jvm jvm = app(jdk, "exit", both())) {
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(3);
      assertThat(ownLines(jvm)).anyMatch(line -> line.contains("gone from 1 node"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void writesItsLogFileWithItsOwnPermissions(Path jdk) throws Exception {
    Path log = directory.resolve("agent.log");
    try (Jvm jvm =
        app(
            jdk,
            "exit",
            both(),
            "-Dnacos.graceful.log.file=" + log,
            "-Dnacos.graceful.log.level=debug")) { // each class that is woven, on the thread main
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(3);
      assertThat(ownLines(jvm)).isEmpty();
      assertThat(log).content().contains("DEBUG", "hooked ", "handed over at");
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static String both() {
    return APPLICATION.formatted(classes) + AGENT.formatted(Jvm.AGENT);
  }

  private static Jvm app(Path jdk, String how, String policy, String... options)
      throws IOException {
    Path file = Files.writeString(directory.resolve("app.policy"), policy);
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve("java").toString());
    command.add("-Djava.security.manager");
    command.add("-Djava.security.policy=" + file);
    command.addAll(List.of(options));
    command.add("-javaagent:" + Jvm.AGENT);
    command.addAll(List.of("-cp", classes.toString(), App.class.getName(), how));
    return Jvm.command(Map.of(), command.toArray(String[]::new));
  }

  /** Without the JVM's own warnings of the security manager. */
  private static List<String> ownLines(Jvm jvm) {
    return jvm.err().lines().filter(line -> line.contains("[nacos-graceful]")).toList();
  }
}
