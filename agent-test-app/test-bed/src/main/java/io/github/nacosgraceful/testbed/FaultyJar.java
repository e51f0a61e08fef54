package io.github.nacosgraceful.testbed;

import io.github.nacosgraceful.bridge.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Copies of the agent's jar in which something fails, so that no switch for it is in the agent
 * itself. Classes are rewritten as they lie in the jar: nothing else is between such an agent and
 * the JVM.
 */
public final class FaultyJar {

  private static final String ROOT = "io/github/nacosgraceful/";
  private static final String HIDDEN = "/inst/" + ROOT;

  private FaultyJar() {}

  /**
   * Makes a copy in which all these faults are.
   *
   * @throws IllegalArgumentException if the agent has nothing of a fault's name: then a test would
   *     show nothing
   */
  public static Path copy(Path jar, Path to, List<Fault> faults) throws IOException {
    Files.copy(jar, to, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem files = FileSystems.newFileSystem(to)) {
      for (Fault fault : faults) {
        Path file = file(files, fault.type());
        if (fault.kind() == Fault.Kind.MISSING) {
          Files.delete(file);
        } else {
          rewrite(file, failing(fault));
        }
      }
    }
    return to;
  }

  /** Makes a copy that notes which of its methods run, see {@link Seen}. */
  public static Path copyThatNotes(Path jar, Path to) throws IOException {
    Files.copy(jar, to, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem files = FileSystems.newFileSystem(to)) {
      for (String root : List.of(HIDDEN, "/" + ROOT)) {
        try (Stream<Path> all = Files.walk(files.getPath(root))) {
          for (Path file : all.filter(Files::isRegularFile).toList()) {
            String name = file.toString().substring(root.length());
            if (name.endsWith(".class") || name.endsWith(".classdata")) {
              String type = name.substring(0, name.lastIndexOf('.')).replace('/', '.');
              rewrite(file, visitor -> new Noting(type, visitor));
            }
          }
        }
      }
      String seen = Seen.class.getName().replace('.', '/') + ".class";
      try (InputStream in = Seen.class.getClassLoader().getResourceAsStream(seen)) {
        Files.write(files.getPath("/" + seen), in.readAllBytes());
      }
    }
    return to;
  }

  private static Path file(FileSystem jar, String type) {
    String name = type.replace('.', '/');
    return Stream.of(HIDDEN + name + ".classdata", "/" + ROOT + name + ".class")
        .map(jar::getPath)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the agent has no class " + type));
  }

  private static void rewrite(Path file, UnaryOperator<ClassVisitor> by) throws IOException {
    ClassReader reader = new ClassReader(Files.readAllBytes(file));
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    ClassVisitor visitor = by.apply(writer);
    reader.accept(visitor, 0);
    Files.write(file, writer.toByteArray());
  }

  private static UnaryOperator<ClassVisitor> failing(Fault fault) {
    return writer ->
        new ClassVisitor(Opcodes.ASM9, writer) {
          private boolean found;

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, thrown);
            boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            if (!hasCode || !fault.isAt(name, descriptor)) {
              return method;
            }
            found = true;
            FaultyCode.write(method, fault.kind(), descriptor);
            return null; // what it did before is left out
          }

          @Override
          public void visitEnd() {
            if (!found) {
              throw new IllegalArgumentException("the agent has no method for " + fault);
            }
            super.visitEnd();
          }
        };
  }

  private static final class Noting extends ClassVisitor {

    private final String type;

    Noting(String type, ClassVisitor next) {
      super(Opcodes.ASM9, next);
      this.type = type;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] thrown) {
      return new MethodVisitor(
          Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, thrown)) {
        @Override
        public void visitCode() {
          super.visitCode();
          visitLdcInsn(type + "." + name + descriptor);
          visitMethodInsn(
              Opcodes.INVOKESTATIC,
              Seen.class.getName().replace('.', '/'),
              "at",
              "(Ljava/lang/String;)V",
              false);
        }
      };
    }
  }
}
