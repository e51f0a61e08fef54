package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What our agent wove into the classes of a process, as the last agent of all saw them. */
final class Woven {

  private static final String BRIDGE = "io/github/nacosgraceful/bridge/Bridge";

  private Woven() {}

  /** The number of calls of the bridge in each class. */
  static Map<String, Integer> calls(Path directory) throws IOException {
    Map<String, Integer> calls = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        calls.put(file.getFileName().toString(), calls(Files.readAllBytes(file)));
      }
    }
    return calls;
  }

  private static int calls(byte[] classFile) {
    int[] calls = {0};
    ClassVisitor methods =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String called, String descriptor, boolean isInterface) {
                calls[0] += owner.equals(BRIDGE) ? 1 : 0;
              }
            };
          }
        };
    new ClassReader(classFile).accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return calls[0];
  }
}
