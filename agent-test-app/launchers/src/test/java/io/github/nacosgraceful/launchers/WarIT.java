package io.github.nacosgraceful.launchers;

import static io.github.nacosgraceful.launchers.LaunchBed.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.ReadyProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Spring Boot applications as wars in a Tomcat that is there before them, and as executable wars.
 * They register themselves, as no server of their own tells Spring Cloud that it has started.
 */
@Tag("launchers")
class WarIT {

  private static final String WAR = "io.github.nacosgraceful.sample.War";
  private static final String PROVIDER = "io.github.nacosgraceful.sample.Provider";

  private static LaunchBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new LaunchBed("it-wars");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  /** Two applications: one is undeployed, the other is left when the JVM is told to stop. */
  @ParameterizedTest(name = "{0} in Tomcat {1}")
  @CsvSource({"hoxton, 9.0.98", "2025, 10.1.48", "2025.1, 11.0.14"})
  void leavesWithEachApplication(String stack, String version) throws Exception {
    String run = LaunchBed.run(stack, "two");
    Path directory = bed.directory(run);
    ExternalTomcat tomcat = new ExternalTomcat(version, directory);
    tomcat.deploy(war(stack, "one", directory));
    tomcat.deploy(war(stack, "two", directory));
    Child child = tomcat.start(bed, directory, run);
    try {
      awaitReady(child, run, "one", "two");
      assertThat(AgentLines.loaders(child, "com.alibaba.nacos"))
          .hasSize(2)
          .allMatch(loader -> loader.contains("WebappClassLoader context: "));

      tomcat.undeploy("one.war");
      callWhileListed(child, run);
      await().atMost(PATIENCE).until(() -> AgentLines.summaries(child).size() == 1);
      assertThat(AgentLines.summaries(child).get(0))
          .contains("Stopping web application /one: deregistered DEFAULT_GROUP@@one")
          .contains("gone from 1 node", "in flight 0", "suppressed errors 0");
      assertThat(bed.isListed("two", child.port(), run)).isTrue();
      assertThat(bed.post(child.uri("/two/work")).statusCode()).isEqualTo(200);

      child.terminate();
      assertThat(child.awaitExit(PATIENCE)).isTrue();
      assertThat(AgentLines.summaries(child))
          .hasSize(2)
          .element(1)
          .asString()
          .contains("Shutdown: deregistered DEFAULT_GROUP@@two", "gone from 1 node")
          .contains("in flight 0", "suppressed errors 0")
          .doesNotContain("@@one");
      assertThat(AgentLines.warnings(child)).isEmpty();
    } finally {
      child.kill();
    }
  }

  /** One application, which is asked for while the server is shut down at its port. */
  @ParameterizedTest(name = "{0} in Tomcat {1}")
  @CsvSource({"hoxton, 9.0.98", "2025, 10.1.48", "2025.1, 11.0.14"})
  void leavesBeforeTomcatIsShutDownAtItsPort(String stack, String version) throws Exception {
    String run = LaunchBed.run(stack, "one");
    Path directory = bed.directory(run);
    ExternalTomcat tomcat = new ExternalTomcat(version, directory);
    tomcat.deploy(war(stack, "one", directory));
    Child child = tomcat.start(bed, directory, run);
    try {
      awaitReady(child, run, "one");
      tomcat.shutdown();
      callWhileListed(child, run);
      assertThat(child.awaitExit(PATIENCE)).isTrue();
      assertThat(AgentLines.summaries(child))
          .singleElement()
          .asString()
          .contains("Stopping Tomcat: deregistered DEFAULT_GROUP@@one", "gone from 1 node")
          .contains("in flight 0", "suppressed errors 0");
      assertThat(AgentLines.warnings(child)).isEmpty();
    } finally {
      child.kill();
    }
  }

  @ParameterizedTest
  @CsvSource({"hoxton, LaunchedURLClassLoader", "2025, LaunchedClassLoader"})
  void leavesAsAnExecutableWar(String stack, String loader) throws Exception {
    String run = LaunchBed.run(stack, "executable");
    Path directory = bed.directory(run);
    Path war =
        Archives.executable(bed.stack(stack), PROVIDER, directory.resolve("application.war"));
    Child child = bed.start("provider", List.of("-jar", war.toString()), directory, run);
    try {
      new ReadyProbe().await(child, "/ready", PATIENCE);
      assertThat(bed.post(child.uri("/work")).statusCode()).isEqualTo(200);
      child.terminate();
      assertThat(child.awaitExit(PATIENCE)).isTrue();
      assertThat(AgentLines.summaries(child))
          .singleElement()
          .asString()
          .contains("Shutdown: deregistered DEFAULT_GROUP@@provider", "gone from 1 node")
          .contains("in flight 0", "suppressed errors 0");
      assertThat(AgentLines.loaders(child, "com.alibaba.nacos"))
          .singleElement()
          .asString()
          .contains(loader);
    } finally {
      child.kill();
    }
  }

  /** Of which Tomcat makes the context path, and Spring Cloud the service. */
  private static Path war(String stack, String name, Path directory) throws Exception {
    Sample sample = bed.stack(stack);
    Path classes = directory.resolve(name + "-classes");
    Archives.copy(sample.classes(), classes);
    Files.writeString(
        classes.resolve("application.properties"), "spring.application.name=" + name + "\n");
    return Archives.executable(
        new Sample(classes, sample.libraries()), WAR, directory.resolve(name + ".war"));
  }

  private static void awaitReady(Child tomcat, String namespace, String... names) throws Exception {
    for (String name : names) {
      new ReadyProbe().await(tomcat, "/" + name + "/ready", PATIENCE);
      await().atMost(PATIENCE).until(() -> bed.isListed(name, tomcat.port(), namespace));
    }
  }

  /** As callers do that follow Nacos: none of their calls may fail. */
  private static void callWhileListed(Child tomcat, String namespace) throws Exception {
    while (bed.isListed("one", tomcat.port(), namespace)) {
      assertThat(bed.post(tomcat.uri("/one/work")).statusCode()).isEqualTo(200);
    }
  }
}
