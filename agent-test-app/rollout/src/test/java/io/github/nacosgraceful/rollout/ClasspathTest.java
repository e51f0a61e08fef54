package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClasspathTest {

  private static final Classpath JARS =
      new Classpath(
          List.of(
              "/stack/target/classes",
              "/repository/spring-web-5.3.31.jar",
              "/repository/spring-webmvc-5.3.31.jar",
              "/repository/spring-webflux-5.3.31.jar",
              "/repository/spring-retry-1.3.4.jar"));

  @Test
  void whatOnlySomeClientsNeedIsLeftOut() {
    assertThat(JARS.with(List.of("spring-retry")))
        .isEqualTo(
            "/stack/target/classes:/repository/spring-web-5.3.31.jar"
                + ":/repository/spring-webmvc-5.3.31.jar:/repository/spring-retry-1.3.4.jar");
  }

  @Test
  void webFluxStaysWhereThereAreNoServlets() {
    String entry = "/repository/spring-webflux-5.3.31.jar";
    assertThat(new Classpath(List.of(entry)).with(List.of())).isEqualTo(entry);
  }

  @Test
  void aJarIsFoundByItsWholeName() {
    assertThat(JARS.version("spring-web")).contains("5.3.31");
    assertThat(JARS.version("spring")).isEmpty();
  }
}
