package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.bridge.Bridge;
import java.util.Locale;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes one method with its advice around it:
 *
 * <pre>
 *   keep what the call at the end needs   // the method may assign to its parameters
 *   Bridge.enter or Bridge.replace        // the call at the start
 *   if (entered != null) return 0 or null // where it may skip the method; or true
 * begin:
 *   the method's own code                 // each return is a jump to end
 * handler:                                // of all that is thrown since begin
 *   Bridge.exit or Bridge.leave; throw  // or Bridge.rescue; return or throw what it gives
 * end:
 *   Bridge.exit, leave or replace; return
 * </pre>
 *
 * <p>The variables of the advice are behind the method's own; {@link Frames} knows their places.
 * The comments at each piece show the operand stack after it.
 */
final class AdvisedMethod extends MethodVisitor {

  private static final String BRIDGE = Type.getInternalName(Bridge.class);
  private static final String OBJECT = "java/lang/Object";
  private static final String THROWABLE = "java/lang/Throwable";
  private static final int MOST_STACK = 7;

  private final Shape shape;
  private final Advice advice;
  private final boolean isStatic;
  private final boolean isConstructor;
  private final Type[] arguments;
  private final Type result;

  /** The first variable that is free. */
  private final int free;

  private final Frames frames;

  private final Label begin = new Label();
  private final Label end = new Label();
  private boolean returns;

  AdvisedMethod(
      MethodVisitor next,
      Shape shape,
      int access,
      String name,
      String descriptor,
      Advice advice,
      int free) {
    super(Opcodes.ASM9, next);
    this.shape = shape;
    this.advice = advice;
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.isConstructor = name.equals("<init>");
    this.arguments = Type.getArgumentTypes(descriptor);
    this.result = Type.getReturnType(descriptor);
    this.free = free;
    this.frames = new Frames(shape.type, isStatic, isConstructor, arguments, result, free);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (advice.end != null) {
      keepValues();
    }
    if (advice.start != null) {
      start();
    }
    super.visitLabel(begin);
  }

  private void keepValues() {
    for (int i = 0; i < advice.end.values.size(); i++) {
      Value value = advice.end.values.get(i);
      if (isKept(value)) {
        load(value);
        super.visitVarInsn(Opcodes.ASTORE, free + i);
        frames.keep(i);
      }
    }
  }

  /**
   * A constructor has no {@code this} at its start, and its fields have their values at its end.
   */
  private boolean isKept(Value value) {
    return value.kind == Value.Kind.ARGUMENT
        || !isConstructor && (value.kind == Value.Kind.SELF || value.kind == Value.Kind.FIELD);
  }

  private void start() {
    super.visitLdcInsn(advice.point);
    for (Value value : advice.start.values) {
      load(value);
    }
    // Stack: point, self and arguments, or self, nothing and the value to replace.
    call(advice.start);
    // Stack: what the bridge returned.
    if (advice.start.target != null) {
      int index = advice.start.target.index;
      cast(arguments[index]);
      super.visitVarInsn(Opcodes.ASTORE, variableOf(index));
      return;
    }
    if ((advice.end == null || advice.isForThrownOnly()) && !advice.skips) {
      super.visitInsn(Opcodes.POP);
      return;
    }
    super.visitVarInsn(Opcodes.ASTORE, free + Frames.ENTERED);
    frames.keep(Frames.ENTERED);
    if (advice.skips) {
      Label goOn = new Label();
      super.visitVarInsn(Opcodes.ALOAD, free + Frames.ENTERED);
      super.visitJumpInsn(Opcodes.IFNULL, goOn);
      pushDefault();
      visitInsn(result.getOpcode(Opcodes.IRETURN));
      super.visitLabel(goOn);
      frame(frames.atBegin());
    }
  }

  @Override
  public void visitInsn(int opcode) {
    boolean isReturn = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    if (!isReturn || advice.end == null || advice.isForThrownOnly()) {
      super.visitInsn(opcode);
      return;
    }
    if (opcode != Opcodes.RETURN) {
      super.visitVarInsn(result.getOpcode(Opcodes.ISTORE), free + Frames.RESULT);
    }
    super.visitJumpInsn(Opcodes.GOTO, end);
    returns = true;
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (advice.end != null) {
      if (advice.isForThrownOnly()) {
        rescue();
      } else if (advice.afterThrow) {
        endOfThrown();
      }
      if (returns) {
        endOfReturned();
      }
    }
    super.visitMaxs(Math.max(maxStack, MOST_STACK), Math.max(maxLocals, free + Frames.VARIABLES));
  }

  private void endOfThrown() {
    startHandler();
    pushEntered();
    for (int i = 0; i < advice.end.values.size(); i++) {
      loadAtEnd(i, true);
    }
    if (advice.end.method == Advice.Method.LEAVE) {
      super.visitInsn(Opcodes.ACONST_NULL); // there is no result
    }
    // Stack: point, entered, self, argument, and for leave null.
    call(advice.end);
    if (advice.end.method == Advice.Method.LEAVE) {
      super.visitInsn(Opcodes.POP); // nobody gets it
    }
    super.visitVarInsn(Opcodes.ALOAD, free + Frames.THROWN);
    super.visitInsn(Opcodes.ATHROW);
  }

  private void rescue() {
    startHandler();
    super.visitLdcInsn(advice.point);
    for (int i = 0; i < advice.end.values.size(); i++) {
      loadAtEnd(i, true);
    }
    super.visitVarInsn(Opcodes.ALOAD, free + Frames.THROWN);
    // Stack: point, self, three arguments, the Throwable.
    call(advice.end);
    // Stack: the result, or what is to be thrown.
    Label toThrow = new Label();
    super.visitInsn(Opcodes.DUP);
    super.visitTypeInsn(Opcodes.INSTANCEOF, THROWABLE);
    super.visitJumpInsn(Opcodes.IFNE, toThrow);
    cast(result);
    super.visitInsn(Opcodes.ARETURN);
    super.visitLabel(toThrow);
    frame(frames.atThrown(), OBJECT);
    super.visitTypeInsn(Opcodes.CHECKCAST, THROWABLE);
    super.visitInsn(Opcodes.ATHROW);
  }

  /** Of all that is thrown since the method's own code began; keeps it in its variable. */
  private void startHandler() {
    Label handler = new Label();
    super.visitTryCatchBlock(begin, handler, handler, null);
    super.visitLabel(handler);
    frame(frames.atThrown(), THROWABLE);
    // Stack: the Throwable.
    super.visitVarInsn(Opcodes.ASTORE, free + Frames.THROWN);
  }

  private void endOfReturned() {
    super.visitLabel(end);
    frame(frames.atReturned());
    Value target = advice.end.target;
    if (target != null) {
      super.visitVarInsn(Opcodes.ALOAD, 0); // a constructor's
    }
    pushEntered();
    for (int i = 0; i < advice.end.values.size(); i++) {
      loadAtEnd(i, false);
    }
    if (target == null && advice.end.method != Advice.Method.EXIT) {
      super.visitVarInsn(Opcodes.ALOAD, free + Frames.RESULT);
      // Stack: point, for leave entered, self, argument, result.
      call(advice.end);
      cast(result);
      super.visitInsn(Opcodes.ARETURN);
      return;
    }
    // Stack: point, entered, self, argument; for a field: this, point, self, argument, its value.
    call(advice.end);
    if (target != null) {
      cast(Type.getType(descriptorOf(target)));
      super.visitFieldInsn(Opcodes.PUTFIELD, shape.type, target.name, descriptorOf(target));
    }
    if (result.getSort() != Type.VOID) {
      super.visitVarInsn(result.getOpcode(Opcodes.ILOAD), free + Frames.RESULT);
    }
    super.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }

  private void pushEntered() {
    super.visitLdcInsn(advice.point);
    if (advice.end.method == Advice.Method.REPLACE) {
      return; // is not told
    }
    if (frames.keeps(Frames.ENTERED)) {
      super.visitVarInsn(Opcodes.ALOAD, free + Frames.ENTERED);
    } else {
      super.visitInsn(Opcodes.ACONST_NULL);
    }
  }

  private void loadAtEnd(int i, boolean thrown) {
    Value value = advice.end.values.get(i);
    if (frames.keeps(i)) {
      super.visitVarInsn(Opcodes.ALOAD, free + i);
    } else if (value.kind == Value.Kind.THROWN && thrown) {
      super.visitVarInsn(Opcodes.ALOAD, free + Frames.THROWN);
    } else if (value.kind == Value.Kind.THROWN) {
      super.visitInsn(Opcodes.ACONST_NULL);
    } else {
      load(value);
    }
  }

  private void load(Value value) {
    switch (value.kind) {
      case NOTHING:
        super.visitInsn(Opcodes.ACONST_NULL);
        break;
      case SELF:
        loadSelf();
        break;
      case ARGUMENT:
        requireReference(arguments[value.index]);
        super.visitVarInsn(Opcodes.ALOAD, variableOf(value.index));
        break;
      case FIELD:
        loadSelf();
        super.visitFieldInsn(Opcodes.GETFIELD, shape.type, value.name, descriptorOf(value));
        break;
      default:
        throw new IllegalStateException(value.kind + " is not there yet");
    }
  }

  private void loadSelf() {
    if (isStatic) {
      throw new IllegalStateException("a static method has no this");
    }
    super.visitVarInsn(Opcodes.ALOAD, 0);
  }

  private int variableOf(int argument) {
    int variable = isStatic ? 0 : 1;
    for (int i = 0; i < argument; i++) {
      variable += arguments[i].getSize();
    }
    return variable;
  }

  private String descriptorOf(Value field) {
    String descriptor = shape.fields.get(field.name);
    if (descriptor == null) {
      throw new IllegalStateException(shape.type + " has no field " + field.name);
    }
    return descriptor;
  }

  private void call(Advice.Call call) {
    String name = call.method.name().toLowerCase(Locale.ROOT);
    super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, name, call.method.descriptor, false);
  }

  private void cast(Type type) {
    requireReference(type);
    super.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
  }

  private static void requireReference(Type type) {
    if (type.getSort() != Type.OBJECT && type.getSort() != Type.ARRAY) {
      throw new IllegalStateException(type + " is a primitive");
    }
  }

  private void pushDefault() {
    switch (result.getSort()) {
      case Type.VOID:
        break;
      case Type.BOOLEAN:
        super.visitInsn(advice.answer ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        break;
      case Type.LONG:
        super.visitInsn(Opcodes.LCONST_0);
        break;
      case Type.FLOAT:
        super.visitInsn(Opcodes.FCONST_0);
        break;
      case Type.DOUBLE:
        super.visitInsn(Opcodes.DCONST_0);
        break;
      case Type.OBJECT:
      case Type.ARRAY:
        super.visitInsn(Opcodes.ACONST_NULL);
        break;
      default:
        super.visitInsn(Opcodes.ICONST_0);
    }
  }

  @Override
  public void visitFrame(int type, int locals, Object[] local, int stacks, Object[] stack) {
    Object[] all = frames.withKept(local, locals);
    super.visitFrame(type, all.length, all, stacks, stack);
  }

  /** Of code of ours. There may be a frame of the method's own just behind it: not at one place. */
  private void frame(Object[] locals, Object... stack) {
    if (shape.hasFrames) {
      super.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
    super.visitInsn(Opcodes.NOP);
  }
}
