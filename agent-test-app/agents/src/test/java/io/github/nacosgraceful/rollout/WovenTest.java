package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.testbed.Workspace;
import io.github.nacosgraceful.weave.HookedTypes;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is seen. */
class WovenTest {

  private static final String NAME = "com.alibaba.nacos.client.naming.NacosNamingService";

  @TempDir private Path directory;
  private Classpath stack;
  private byte[] classFile;

  @BeforeEach
  void readAClass() throws Exception {
    stack = Classpath.of(Workspace.find("agents"), "2025");
    String jar =
        stack.entries().stream()
            .filter(entry -> new File(entry).getName().startsWith("nacos-client-"))
            .findFirst()
            .orElseThrow();
    try (JarFile file = new JarFile(jar);
        InputStream in = file.getInputStream(file.getEntry(NAME.replace('.', '/') + ".class"))) {
      classFile = in.readAllBytes();
    }
  }

  @Test
  void aClassThatIsWovenOnceIsAsItShouldBe() throws Exception {
    assertThatAllIsWovenOnce(weave(classFile));
  }

  @Test
  void aClassThatIsWovenTwiceIsNot() throws Exception {
    byte[] twice = weave(weave(classFile));
    assertThatThrownBy(() -> assertThatAllIsWovenOnce(twice)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aClassThatIsNotWovenIsNot() {
    assertThatThrownBy(() -> assertThatAllIsWovenOnce(classFile))
        .isInstanceOf(AssertionError.class);
  }

  private void assertThatAllIsWovenOnce(byte[] seen) throws Exception {
    Woven woven = Woven.into(directory);
    Files.write(directory.resolve(NAME + ".class"), seen);
    woven.assertThatAllIsWovenOnce(stack);
  }

  private byte[] weave(byte[] original) throws Exception {
    return HookedTypes.weave(getClass().getClassLoader(), NAME, original);
  }
}
