package io.github.nacosgraceful.forked;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the agent's jar, and what must never be. */
class JarIT {

  private static final int JAVA_8 = 52;
  private static final List<String> ALLOWED =
      List.of(
          "META-INF/MANIFEST.MF",
          "META-INF/LICENSE",
          "META-INF/licenses/",
          "inst/io/github/nacosgraceful/",
          "inst/net/bytebuddy/jar/asm/",
          "inst/com/google/gson/",
          "inst/picocli/",
          "inst/org/slf4j/");

  /** What the page for people consists of. */
  private static final String PAGE =
      "inst/io/github/nacosgraceful/endpoint/[a-z]+\\.(html|css|svg|js)";

  /** What doctor says in Chinese. */
  private static final String CHINESE = "inst/io/github/nacosgraceful/doctor/zh-CN.txt";

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(Jvm.AGENT.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void showsTheApplicationNothingButTheEntryAndTheBridge() {
    assertThat(names())
        .filteredOn(name -> name.endsWith(".class"))
        .containsExactlyInAnyOrder(
            "io/github/nacosgraceful/Agent.class",
            "io/github/nacosgraceful/bridge/AgentClassLoader.class",
            "io/github/nacosgraceful/bridge/AgentClassLoader$InMemory.class",
            "io/github/nacosgraceful/bridge/AgentClassLoader$InMemory$1.class",
            "io/github/nacosgraceful/bridge/Bridge.class",
            "io/github/nacosgraceful/bridge/Bridge$ErrorListener.class",
            "io/github/nacosgraceful/bridge/Handler.class",
            "io/github/nacosgraceful/bridge/JarCopy.class",
            "io/github/nacosgraceful/bridge/PrivilegedHandler.class",
            "io/github/nacosgraceful/bridge/PrivilegedHandler$Call.class");
  }

  @Test
  void hidesEverythingElseAndShipsNothingOfOthers() {
    assertThat(names())
        .filteredOn(name -> !name.endsWith(".class"))
        .allMatch(name -> ALLOWED.stream().anyMatch(name::startsWith))
        .filteredOn(name -> name.startsWith("inst/") && !name.contains("META-INF"))
        .allMatch(
            name -> name.endsWith(".classdata") || name.matches(PAGE) || name.equals(CHINESE));
    assertThat(names()).noneMatch(name -> name.contains("com/alibaba"));
    assertThat(names()).noneMatch(name -> name.startsWith("META-INF/versions"));
  }

  /** Their classes are in it, so they ask for their licences to be, too. */
  @Test
  void hasTheLicencesOfTheLibraries() {
    assertThat(names())
        .contains(
            "META-INF/licenses/byte-buddy/ASM",
            "META-INF/licenses/byte-buddy/LICENSE",
            "META-INF/licenses/byte-buddy/NOTICE",
            "META-INF/licenses/slf4j-api/LICENSE.txt");
  }

  @Test
  void runsOnJava8() throws IOException {
    for (JarEntry entry : jar.stream().toList()) {
      if (entry.getName().endsWith(".class") || entry.getName().endsWith(".classdata")) {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
          assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
          in.readUnsignedShort();
          assertThat(in.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(JAVA_8);
        }
      }
    }
  }

  /**
   * Until Java 8 a class has a package only if its loader defines one, which the agent's does not,
   * and an application's need not.
   */
  @Test
  void asksNoClassForItsPackage() throws IOException {
    List<String> asking = new ArrayList<>();
    for (String name : names()) {
      if (name.startsWith("inst/io/github/nacosgraceful/") && name.endsWith(".classdata")) {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
          new ClassReader(in.readAllBytes()).accept(new PackageCalls(name, asking), 0);
        }
      }
    }
    assertThat(asking).isEmpty();
  }

  @Test
  void declaresItself() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.github.nacosgraceful.Agent");
    assertThat(manifest.getValue("Main-Class")).isEqualTo("io.github.nacosgraceful.Agent");
    assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(manifest.getValue("Implementation-Version"))
        .isEqualTo(System.getProperty("agent.version"));
    assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.github.nacosgraceful.Agent");
    assertThat(manifest.getValue("Boot-Class-Path")).isNull();
    assertThat(manifest.getValue("Multi-Release")).isNull();
  }

  private List<String> names() {
    return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
  }

  /** Notes the methods of a class that call {@link Class#getPackage()}. */
  private static final class PackageCalls extends ClassVisitor {

    private final String type;
    private final List<String> found;

    PackageCalls(String type, List<String> found) {
      super(Opcodes.ASM9);
      this.type = type;
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String of, boolean inInterface) {
          if (owner.equals("java/lang/Class") && name.equals("getPackage")) {
            found.add(type + " " + method);
          }
        }
      };
    }
  }
}
