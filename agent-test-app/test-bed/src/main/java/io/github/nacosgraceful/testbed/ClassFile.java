package io.github.nacosgraceful.testbed;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Class files as another version of a library would have them. */
public final class ClassFile {

  private ClassFile() {}

  /**
   * The same class without its methods of that name.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static byte[] without(String method, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(0);
    boolean[] found = {false};
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            if (name.equals(method)) {
              found[0] = true;
              return null;
            }
            return super.visitMethod(access, name, descriptor, signature, thrown);
          }
        },
        0);
    if (!found[0]) {
      throw new IllegalArgumentException(reader.getClassName() + " has no method " + method);
    }
    return writer.toByteArray();
  }
}
