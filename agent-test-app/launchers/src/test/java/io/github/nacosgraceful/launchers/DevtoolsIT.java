package io.github.nacosgraceful.launchers;

import static io.github.nacosgraceful.launchers.LaunchBed.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.ReadyProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spring Boot's devtools close the context and start a new one in a new class loader whenever a
 * class changes. The libraries stay in the loader of the class path, unless they are named.
 */
@Tag("launchers")
class DevtoolsIT {

  private static final String PROVIDER = "io.github.nacosgraceful.sample.Provider";
  private static final String[] AT_ONCE = {
    "--spring.devtools.restart.poll-interval=300ms",
    "--spring.devtools.restart.quiet-period=200ms",
    "--spring.devtools.livereload.enabled=false"
  };

  private static LaunchBed bed;

  @BeforeAll
  static void start() throws Exception {
    bed = new LaunchBed("it-devtools");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hoxton", "2025", "2025.1"})
  void leavesAndComesBackAtARestart(String stack) throws Exception {
    Set<String> loaders = restart(stack, "libraries", "");

    assertThat(loaders).singleElement().asString().contains("AppClassLoader");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hoxton", "2025", "2025.1"})
  void worksInTheLoaderOfTheRestart(String stack) throws Exception {
    Set<String> loaders =
        restart(
            stack,
            "restarted",
            "restart.include.nacos=/(nacos-|logback-adapter-|simpleclient|spring-cloud-starter-alibaba-).*\\\\.jar\n");

    assertThat(loaders).hasSize(2).allMatch(loader -> loader.contains("RestartClassLoader@"));
  }

  /** Gives the class loaders in which the Nacos client was hooked. */
  private static Set<String> restart(String name, String how, String properties) throws Exception {
    String run = LaunchBed.run(name, how);
    Path directory = bed.directory(run);
    Sample stack = bed.stack(name);
    Path classes = directory.resolve("classes");
    Archives.copy(stack.classes(), classes);
    Files.createDirectories(classes.resolve("META-INF"));
    Files.writeString(classes.resolve("META-INF/spring-devtools.properties"), properties);
    Path devtools =
        Jars.file("org.springframework.boot:spring-boot-devtools:jar:" + stack.bootVersion());
    List<String> launch = List.of("-classpath", stack.classpath(classes, devtools), PROVIDER);
    Child child = bed.start("provider", launch, directory, run, AT_ONCE);
    try {
      awaitReady(child, run);
      Files.writeString(classes.resolve("changed.txt"), "as by a compiler");
      await().atMost(PATIENCE).until(() -> AgentLines.summaries(child).size() == 1);
      assertThat(AgentLines.summaries(child).get(0))
          .contains("Closing context provider", ": deregistered DEFAULT_GROUP@@provider")
          .contains("gone from 1 node", "in flight 0", "suppressed errors 0");

      awaitReady(child, run);
      child.terminate();
      assertThat(child.awaitExit(PATIENCE)).isTrue();
      assertThat(AgentLines.summaries(child))
          .hasSize(2)
          .element(1)
          .asString()
          .contains("Shutdown: deregistered DEFAULT_GROUP@@provider", "gone from 1 node")
          .contains("in flight 0", "suppressed errors 0");
      assertThat(AgentLines.warnings(child)).isEmpty();
      return AgentLines.loaders(child, "com.alibaba.nacos");
    } finally {
      child.kill();
    }
  }

  private static void awaitReady(Child child, String namespace) throws Exception {
    await().atMost(PATIENCE).until(() -> bed.isListed("provider", child.port(), namespace));
    new ReadyProbe().await(child, "/ready", PATIENCE);
    assertThat(bed.post(child.uri("/work")).statusCode()).isEqualTo(200);
  }
}
