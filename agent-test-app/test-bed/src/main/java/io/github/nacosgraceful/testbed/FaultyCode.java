package io.github.nacosgraceful.testbed;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The code of a method that fails. It has no branch, and so needs no frame. */
final class FaultyCode {

  private static final String ERROR = "java/lang/OutOfMemoryError";
  private static final String LATCH = "java/util/concurrent/CountDownLatch";
  private static final String MESSAGE = "unable to create native thread (a fault of the test)";

  private FaultyCode() {}

  static void write(MethodVisitor method, Fault.Kind kind, String descriptor) {
    method.visitCode();
    switch (kind) {
      case THROWS:
        fail(method);
        break;
      case HANGS:
        hang(method);
        break;
      case NOTHING:
        comeBack(method, Type.getReturnType(descriptor));
        break;
      default:
        throw new IllegalArgumentException(kind + " is for classes");
    }
    method.visitMaxs(0, 0); // they are computed
    method.visitEnd();
  }

  private static void fail(MethodVisitor method) {
    method.visitTypeInsn(Opcodes.NEW, ERROR);
    method.visitInsn(Opcodes.DUP);
    method.visitLdcInsn(MESSAGE);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, ERROR, "<init>", "(Ljava/lang/String;)V", false);
    method.visitInsn(Opcodes.ATHROW);
  }

  private static void hang(MethodVisitor method) {
    method.visitTypeInsn(Opcodes.NEW, LATCH);
    method.visitInsn(Opcodes.DUP);
    method.visitInsn(Opcodes.ICONST_1);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, LATCH, "<init>", "(I)V", false);
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LATCH, "await", "()V", false);
    fail(method); // if somebody interrupts it; a constructor may not come back without its super's
  }

  private static void comeBack(MethodVisitor method, Type type) {
    switch (type.getSort()) {
      case Type.VOID:
        method.visitInsn(Opcodes.RETURN);
        break;
      case Type.LONG:
        method.visitInsn(Opcodes.LCONST_0);
        method.visitInsn(Opcodes.LRETURN);
        break;
      case Type.DOUBLE:
        method.visitInsn(Opcodes.DCONST_0);
        method.visitInsn(Opcodes.DRETURN);
        break;
      case Type.FLOAT:
        method.visitInsn(Opcodes.FCONST_0);
        method.visitInsn(Opcodes.FRETURN);
        break;
      case Type.ARRAY, Type.OBJECT:
        method.visitInsn(Opcodes.ACONST_NULL);
        method.visitInsn(Opcodes.ARETURN);
        break;
      default:
        method.visitInsn(Opcodes.ICONST_0);
        method.visitInsn(Opcodes.IRETURN);
    }
  }
}
