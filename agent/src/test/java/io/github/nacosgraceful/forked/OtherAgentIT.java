package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.nacos.client.naming.NacosNamingService;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another agent loads and retransforms a class that ours hooks. Real ones are in {@code
 * agent-test-app/agents}.
 */
class OtherAgentIT {

  private static final String OURS = "-javaagent:" + Jvm.AGENT;

  private String other;

  /** Its classes are on the class path, so its jar is a manifest. */
  @BeforeEach
  void makeTheOther(@TempDir Path folder) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", OtherPremain.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("other.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    other = "-javaagent:" + jar + "=" + NacosNamingService.class.getName();
  }

  @Test
  void hooksWhatAnAgentBeforeItHasLoaded() throws Exception {
    assertThatItLeavesInOrder(other, OURS);
  }

  @Test
  void hooksWhatAnAgentBehindItTransformsAgain() throws Exception {
    assertThatItLeavesInOrder(OURS, other);
  }

  private static void assertThatItLeavesInOrder(String first, String second) throws Exception {
    List<String> command = List.of(first, second, App.class.getName(), "exit");
    try (Jvm jvm = Jvm.java(Map.of(), command)) {
      assertThat(jvm.exitCode()).isEqualTo(3);
      assertThat(jvm.outLines()).containsSequence("deregister orders works", "hook", "hook done");
      assertThat(jvm.err())
          .contains("shutdown first", "handed over at", "suppressed errors 0")
          .doesNotContain("was loaded before the agent");
    }
  }
}
