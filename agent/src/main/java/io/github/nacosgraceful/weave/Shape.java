package io.github.nacosgraceful.weave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** What has to be known of a class before its methods are written. Reads the hooked ones only. */
final class Shape extends ClassVisitor {
  private final List<Hook> hooks;
  String type;
  boolean hasFrames;

  /** Descriptors by name. */
  final Map<String, String> fields = new HashMap<>();

  /** Of hooked methods, by name and descriptor. A method without code has none. */
  final Map<String, Integer> maxLocals = new HashMap<>();

  private Shape(List<Hook> hooks) {
    super(Opcodes.ASM9);
    this.hooks = hooks;
  }

  static Shape of(ClassReader reader, List<Hook> hooks) {
    Shape shape = new Shape(hooks);
    reader.accept(shape, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return shape;
  }

  boolean has(Hook hook) {
    for (String method : maxLocals.keySet()) {
      if (hook.matches(method)) {
        return true;
      }
    }
    return false;
  }

  boolean hasAnyOfItsGroup(Hook hook) {
    for (String method : maxLocals.keySet()) {
      if (hook.matchesGroup(method)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void visit(
      int version, int access, String name, String sign, String superName, String[] interfaces) {
    type = name;
    hasFrames = (version & 0xFFFF) >= Opcodes.V1_6;
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String sign, Object value) {
    fields.put(name, descriptor);
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String sign, String[] thrown) {
    String method = name + descriptor;
    for (Hook hook : hooks) {
      if (hook.matches(method)) {
        return new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitMaxs(int stack, int locals) {
            maxLocals.put(method, locals);
          }
        };
      }
    }
    return null;
  }
}
