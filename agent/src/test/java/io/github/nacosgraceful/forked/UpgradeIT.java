package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent's jar is overwritten in place, as {@code cp}, {@code scp} and {@code curl -o} do it,
 * while a JVM runs with it: on the JVM of this build, and on those that {@code -Djdks} names.
 */
class UpgradeIT {

  private static final Pattern ENDPOINT = Pattern.compile("http://127.0.0.1:\\d+");
  private static final Pattern ITS_CLASSES =
      Pattern.compile("io\\.github\\.nacosgraceful\\.(Agent|bridge\\.\\S+) ");

  @TempDir static Path directory;
  private static Path classes;

  @BeforeAll
  static void compileForJava8() throws IOException {
    classes = Java8Classes.in(directory);
  }

  static List<Path> jdks() {
    return Stream.concat(
            Stream.of(System.getProperty("java.home")),
            Arrays.stream(System.getProperty("jdks", "").split(",")))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void leavesFirstAllTheSameOnSigterm(Path jdk) throws Exception {
    Path jar = copy();
    try (Jvm jvm = app(jdk, jar, "wait").awaitOut("ready").awaitErr("armed on Java")) {
      overwrite(jar);
      jvm.signal("TERM");
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(143);
      assertThat(jvm.outLines())
          .containsExactly(
              "registered orders", "ready", "deregister orders works", "hook", "hook done");
      assertThat(jvm.err())
          .contains("gone from 1 node", "suppressed errors 0")
          .contains("orders was not registered: this process is going offline");
    }
  }

  /** All classes behind the endpoint are loaded for its first requests. */
  @Test
  void answersWhoeverDrivesItByHandAllTheSame() throws Exception {
    Path jdk = Path.of(System.getProperty("java.home"));
    Path jar = copy();
    try (Jvm jvm =
        app(jdk, jar, "wait", "-Dnacos.graceful.admin.port=0").awaitErr("the endpoint is at")) {
      overwrite(jar);
      Matcher endpoint = ENDPOINT.matcher(jvm.err());
      assertThat(endpoint.find()).isTrue();
      assertThat(ask(endpoint.group(), "GET", "/")).contains("<html", "</html>");
      assertThat(ask(endpoint.group(), "GET", "/status")).contains("DEFAULT_GROUP", "\"online\"");
      assertThat(ask(endpoint.group(), "POST", "/offline")).contains("\"ok\": true");
      assertThat(ask(endpoint.group(), "POST", "/online")).contains("\"ok\": true");
      jvm.signal("TERM");
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(143);
      assertThat(jvm.err()).contains("suppressed errors 0").doesNotContain("WARN");
    }
  }

  /**
   * Those of the hidden part come from memory, which the tests above show: these are the few that
   * the JVM itself reads from the file.
   */
  @ParameterizedTest
  @MethodSource("jdks")
  void loadsNoClassFromTheJarOnSigterm(Path jdk) throws Exception {
    try (Jvm jvm = app(jdk, Jvm.AGENT, "wait", "-verbose:class")) {
      jvm.awaitOut("ready\n").awaitErr("armed on Java");
      int before = jvm.out().length();
      jvm.signal("TERM");
      assertThat(jvm.exitCode()).as(jvm.err()).isEqualTo(143);
      assertThat(jvm.out().substring(0, before)).containsPattern(ITS_CLASSES);
      assertThat(jvm.out().substring(before))
          .contains("io.github.nacosgraceful.leaving.Drain ", "hook done")
          .doesNotContainPattern(ITS_CLASSES);
    }
  }

  private static Path copy() throws IOException {
    Path jar = Files.createTempFile(directory, "agent", ".jar");
    return Files.copy(Jvm.AGENT, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String ask(String endpoint, String method, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(endpoint + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Shorter at first, then longer than before, and no jar: as it is half-way through a copy. */
  private static void overwrite(Path jar) throws IOException {
    byte[] other = new byte[(int) Files.size(jar) + 100_000];
    new Random(1).nextBytes(other);
    Files.write(jar, other, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static Jvm app(Path jdk, Path jar, String how, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve("java").toString());
    command.addAll(List.of(options));
    command.add("-javaagent:" + jar);
    command.addAll(List.of("-cp", classes.toString(), App.class.getName(), how));
    return Jvm.command(Map.of(), command.toArray(String[]::new));
  }
}
