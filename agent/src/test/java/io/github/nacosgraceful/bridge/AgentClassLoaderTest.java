package io.github.nacosgraceful.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentClassLoaderTest {

  private static final String NAME = "hidden.Sample";
  private static final String FILE = "hidden/Sample.class";

  @TempDir Path folder;
  private byte[] bytes;
  private AgentClassLoader loader;

  @BeforeEach
  void makeTheJar() throws IOException {
    bytes = new ByteBuddy().subclass(Object.class).name(NAME).make().getBytes();
    File jar = folder.resolve("agent.jar").toFile();
    try (JarOutputStream out = new JarOutputStream(new FileOutputStream(jar))) {
      out.putNextEntry(new JarEntry("inst/" + FILE + "data"));
      out.write(bytes);
    }
    loader = new AgentClassLoader(jar);
  }

  @Test
  void loadsWhatIsHidden() throws ClassNotFoundException {
    assertThat(loader.loadClass(NAME).getClassLoader()).isSameAs(loader);
  }

  /** Agents look at the class files of what they are shown, Datadog's by their URL. */
  @Test
  void showsOtherAgentsItsClassFiles() throws IOException {
    assertThat(loader.getResourceAsStream(FILE)).hasBinaryContent(bytes);
    URL url = loader.getResource(FILE);
    assertThat(url).isNotNull();
    try (InputStream in = url.openStream()) {
      assertThat(in).hasBinaryContent(bytes);
    }
    assertThat(Collections.list(loader.getResources(FILE))).containsExactly(url);
    assertThat(loader.getResource("hidden/Other.class")).isNull();
  }

  /** An agent that has no class file loads the class that it is just shown. */
  @Test
  void loadsWhatAnotherAgentAsksForWhileItIsDefined() throws ClassNotFoundException {
    Instrumentation instrumentation = ByteBuddyAgent.install();
    ClassFileTransformer other = new AsksForTheClass();
    instrumentation.addTransformer(other);
    try {
      assertThat(loader.loadClass(NAME)).isSameAs(loader.loadClass(NAME));
    } finally {
      instrumentation.removeTransformer(other);
    }
  }

  private final class AsksForTheClass implements ClassFileTransformer {

    private boolean asked;

    @Override
    public byte[] transform(
        ClassLoader of, String name, Class<?> old, ProtectionDomain domain, byte[] classFile) {
      if (of == loader && !asked) {
        asked = true;
        try {
          loader.loadClass(NAME);
        } catch (ClassNotFoundException e) {
          throw new IllegalStateException(e);
        }
      }
      return null;
    }
  }
}
