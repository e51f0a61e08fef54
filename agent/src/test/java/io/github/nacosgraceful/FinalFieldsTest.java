package io.github.nacosgraceful;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/**
 * The agent writes into no field of others by reflection: it may be final, and from Java 26 on the
 * JVM then warns on the application's standard error, or refuses.
 */
class FinalFieldsTest {

  private static final Path CLASSES = Path.of("target", "classes");

  /** The first on Java 8 only; neither field is final. */
  private static final String[] ALLOWED = {
    "io/github/nacosgraceful/thread/AgentThread",
    "io/github/nacosgraceful/library/xxljob/Executors",
  };

  private static final Set<String> WRITERS =
      Set.of(
          "findSetter",
          "findStaticSetter",
          "unreflectSetter",
          "findVarHandle",
          "findStaticVarHandle",
          "unreflectVarHandle");

  @Test
  void areNotWritten() throws IOException {
    List<String> writing = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        look(file, writing);
      }
    }
    assertThat(writing).containsOnly(ALLOWED);
  }

  private static void look(Path file, List<String> writing) throws IOException {
    ClassReader reader = new ClassReader(Files.readAllBytes(file));
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (writes(owner, name)) {
                  writing.add(reader.getClassName());
                }
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG);
  }

  private static boolean writes(String owner, String method) {
    switch (owner) {
      case "java/lang/reflect/Field":
        return method.startsWith("set") && !method.equals("setAccessible");
      case "java/lang/invoke/MethodHandles$Lookup":
        return WRITERS.contains(method);
      default:
        return owner.endsWith("/Unsafe") && method.startsWith("put");
    }
  }
}
