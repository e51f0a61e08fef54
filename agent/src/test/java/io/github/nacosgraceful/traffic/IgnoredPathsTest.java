package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredPathsTest {

  private final IgnoredPaths ignored =
      new IgnoredPaths(List.of("/actuator", "/health", "/internal/"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/health/",
        "/health/db",
        "/health?full=true",
        "/health;v=1",
        "/actuator/info",
        "/internal/x"
      })
  void coversWholeSegments(String path) {
    assertThat(ignored.covers(path)).isTrue();
    assertThat(coversBytes(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/healthcare",
        "/orders/health",
        "/heal",
        "/internal",
        "/Health",
        "/hëalth"
      })
  void leavesEverythingElse(String path) {
    assertThat(ignored.covers(path)).isFalse();
    assertThat(coversBytes(path)).isFalse();
  }

  @Test
  void coversTheSameBelowThePathOfAnApplication() {
    ignored.below("/orders/");
    ignored.below("/orders");
    ignored.below("bills");
    assertThat(ignored.covers("/orders/health")).isTrue();
    assertThat(coversBytes("/bills/actuator/health")).isTrue();
    assertThat(ignored.covers("/health")).isTrue();
    assertThat(ignored.covers("/orders")).isFalse();
    assertThat(ignored.covers("/orders/1/health")).isFalse();
  }

  @Test
  void coversOneMoreBelowAllOfThem() {
    ignored.below("/orders");
    ignored.add("/manage/");
    assertThat(ignored.covers("/manage/health")).isTrue();
    assertThat(ignored.covers("/orders/manage")).isTrue();
  }

  @Test
  void doesNotCoverEverythingBelowTheRoot() {
    for (String root : new String[] {null, "", "/", " "}) {
      ignored.below(root);
      ignored.add(root);
    }
    assertThat(ignored.covers("/orders")).isFalse();
    assertThat(ignored.covers("/")).isFalse();
  }

  /** Each more is a comparison in each request. */
  @Test
  void knowsAFewApplicationsOnly() {
    for (int i = 0; i < 100; i++) {
      ignored.below("/app" + i);
    }
    assertThat(ignored.covers("/app0/health")).isTrue();
    assertThat(ignored.covers("/app99/health")).isFalse();
  }

  @Test
  void coversNothingWithoutPrefixes() {
    assertThat(new IgnoredPaths(List.of()).covers("/health")).isFalse();
  }

  /** As a connector has it: somewhere in a larger buffer. */
  private boolean coversBytes(String path) {
    byte[] request = ("POST " + path + "/health HTTP/1.1").getBytes(StandardCharsets.UTF_8);
    return ignored.covers(request, 5, path.getBytes(StandardCharsets.UTF_8).length);
  }
}
