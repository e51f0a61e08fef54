package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Web applications in one Tomcat, of which one is stopped. Each in a JVM of its own. */
class TomcatIT {

  private static final Path CLASSES = Path.of("target", "test-classes");

  /** What the agent would warn of, and what Tomcat would find of the agent's. */
  private static final String[] LEFT_BEHIND = {
    " WARN ", "created a ThreadLocal", "thread named [nacos-graceful"
  };

  @TempDir Path directory;

  @Test
  void drainsAWebApplicationBeforeItIsUndeployedAndPinsNothing() throws Exception {
    try (Jvm jvm = tomcat("undeploy", true)) {
      assertThat(jvm.exitCode()).as(jvm.err()).isZero();
      assertThat(jvm.outLines())
          .startsWith(
              "registered one",
              "registered two",
              "deregister one works",
              "destroying /one, it answers 404",
              "closing /one",
              "called, failed false",
              "collected true",
              "registered one",
              "deployed again, it answers 200");
      assertThat(handedOver(jvm))
          .hasSize(2)
          .element(0)
          .asString()
          .contains("Stopping web application /one: deregistered DEFAULT_GROUP@@one")
          .contains("gone from 1 node", "suppressed errors 0");
      assertThat(jvm.err()).contains("Shutdown: deregistered").doesNotContain(LEFT_BEHIND);
    }
  }

  @Test
  void drainsAWebApplicationBeforeItIsLoadedAnew() throws Exception {
    try (Jvm jvm = tomcat("reload", true)) {
      assertThat(jvm.exitCode()).as(jvm.err()).isZero();
      assertThat(jvm.outLines())
          .startsWith("registered one", "registered two", "deregister one works")
          .contains("called, failed false", "loaded anew, it answers 200");
      assertThat(handedOver(jvm)).hasSize(2);
      assertThat(jvm.err()).contains("Stopping web application /one").doesNotContain(LEFT_BEHIND);
    }
  }

  @Test
  void drainsAllBeforeTomcatClosesItsPorts() throws Exception {
    try (Jvm jvm = tomcat("stop", true)) {
      assertThat(jvm.exitCode()).as(jvm.err()).isZero();
      assertThat(jvm.outLines()).contains("called, failed false");
      assertThat(handedOver(jvm))
          .singleElement()
          .asString()
          .contains("Stopping Tomcat: deregistered", "@@one", "@@two", "suppressed errors 0");
    }
  }

  /** Tomcat has stopped serving a web application before its listeners hear of it. */
  @ParameterizedTest
  @CsvSource({"undeploy, 404", "stop, -1"})
  void isNotServedAnyMoreWithoutTheAgent(String how, int status) throws Exception {
    try (Jvm jvm = tomcat(how, false)) {
      assertThat(jvm.exitCode()).as(jvm.err()).isZero();
      assertThat(jvm.outLines())
          .containsSubsequence(
              "destroying /one, it answers " + status, "closing /one", "deregister one works");
      assertThat(jvm.out()).contains("called, failed true");
    }
  }

  private Jvm tomcat(String how, boolean agent) throws Exception {
    deploy("com/alibaba", "org/springframework", "io/github/nacosgraceful/forked");
    Files.writeString(directory.resolve("page.txt"), "a page");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-cp", CLASSES + File.pathSeparator + jars()));
    // As Tomcat's own scripts do: then it looks for what a web application leaves behind.
    for (String opened : List.of("java.lang", "java.io", "java.util", "java.util.concurrent")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.add("--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");
    if (agent) {
      command.add("-javaagent:" + Jvm.AGENT);
      command.add("-Dnacos.graceful.drain.min=3s");
    }
    command.addAll(List.of(TomcatApp.class.getName(), how, directory.toString()));
    return Jvm.java(Map.of(), command);
  }

  /** A copy of its own for each web application, as in a war: Tomcat looks there first. */
  private void deploy(String... packages) throws IOException {
    Path target = directory.resolve("WEB-INF").resolve("classes");
    for (String each : packages) {
      try (Stream<Path> files = Files.walk(CLASSES.resolve(each))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = target.resolve(CLASSES.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  private static String jars() throws Exception {
    List<String> jars = new ArrayList<>();
    for (Class<?> inside : List.of(Tomcat.class, jakarta.annotation.PostConstruct.class)) {
      jars.add(
          Path.of(inside.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, jars);
  }

  private static List<String> handedOver(Jvm jvm) {
    return jvm.err().lines().filter(line -> line.contains("handed over at")).toList();
  }
}
