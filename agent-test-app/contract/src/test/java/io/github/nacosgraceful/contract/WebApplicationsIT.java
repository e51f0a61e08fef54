package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import io.github.nacosgraceful.testbed.Jars;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two web applications in one Tomcat that call the same service, each with its own libraries. */
@Timeout(120)
@Tag("following")
class WebApplicationsIT {

  /** Of the generations that live in this Tomcat, with its jakarta.servlet. */
  static Stream<Following> versions() {
    return Following.newest().filter(versions -> versions.isIn("[4,)"));
  }

  @Tag("core")
  @ParameterizedTest
  @MethodSource("versions")
  void followEachItsOwnClientAndAreCollectedOnceUndeployed(Following versions) {
    Output agent = Following.assertSilent(run(versions, tomcat().withAgent()));

    assertThat(agent.values("before")).isEqualTo(Map.of("one", 12L, "two", 14L));
    assertThat(agent.values("after")).isEqualTo(Map.of("one", 23L, "two", 14L));
    assertThat(agent.values("alone")).isEqualTo(Map.of("two", 5L));
    assertThat(agent.values("undeployed")).isEqualTo(Map.of("collected", 1L));
    assertThat(agent.err()).doesNotContain(" WARN ");
  }

  /** Else the test above would ask for too much. */
  @ParameterizedTest
  @MethodSource("versions")
  void areCollectedOnceUndeployedWithoutTheAgent(Following versions) {
    assertThat(run(versions, tomcat()).values("undeployed")).isEqualTo(Map.of("collected", 1L));
  }

  private static Fork tomcat() {
    Fork fork = new Fork(Jars.of(Library.TOMCAT.version("10.1.48").coordinates()));
    fork.with("-XX:SoftRefLRUPolicyMSPerMB=0"); // caches of the JDK and of Spring
    // As Tomcat's own scripts do, to clear what web applications leave behind.
    for (String opened : List.of("java.lang", "java.io", "java.util", "java.util.concurrent")) {
      fork.with("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    return fork.with("--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");
  }

  private static Output run(Following versions, Fork fork) {
    String jars =
        versions.jars().stream()
            .map(Path::toString)
            .filter(jar -> !jar.contains("logback-classic"))
            .collect(Collectors.joining(File.pathSeparator));
    return Following.run(fork, "TomcatProgram", System.getProperty("programs"), jars);
  }
}
