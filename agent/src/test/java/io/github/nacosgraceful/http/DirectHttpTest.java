package io.github.nacosgraceful.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.nacos.FakeNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Questions to nodes, in a JVM whose application has its own ideas of HTTP. */
class DirectHttpTest {

  /**
   * As {@code -Dhttp.proxyHost} and its like say it; localhost is excepted unless told otherwise.
   */
  @Test
  void asksTheNodeItselfWhateverProxyTheApplicationHas() throws IOException {
    try (FakeNode node = new FakeNode().answers("/state", "{}");
        FakeNode proxy = new FakeNode()) {
      String[] at = proxy.address().split(":");
      Map<String, String> options =
          Map.of("http.proxyHost", at[0], "http.proxyPort", at[1], "http.nonProxyHosts", "");
      Map<String, String> before = new HashMap<>();
      options.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
      try {
        assertThat(DirectHttp.get(node.address(), "/state", Map.of())).isEqualTo("{}");
        assertThat(proxy.asked).isEmpty();
      } finally {
        before.forEach(
            (name, value) -> {
              if (value == null) {
                System.clearProperty(name);
              } else {
                System.setProperty(name, value);
              }
            });
      }
    }
  }

  /** Nowhere in the agent: each proxy takes its time, and not every one can go where we can. */
  @Test
  void leavesNoConnectionToTheProxiesOfTheApplication() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(200);
      assertThat(sources).filteredOn(file -> textOf(file).contains("openConnection()")).isEmpty();
    }
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
