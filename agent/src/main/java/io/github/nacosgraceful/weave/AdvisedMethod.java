package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.bridge.Bridge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes one method with its advice around it.
 *
 * <p>What the call at the end needs is kept in variables behind the method's own, from before its
 * first instruction: the method may assign to its parameters. Every return becomes a jump to one
 * end, and a handler around the method's code is the end of what it throws. The frames of the
 * method's own code are given the new variables, in their expanded form.
 */
final class AdvisedMethod extends MethodVisitor {

  /** How many variables an advice may use. */
  static final int VARIABLES = 7;

  // The variables, behind the first free one: what the call at the end is given, in its order, ...
  private static final int VALUES = 3;
  // ... and these. The result may take two.
  private static final int ENTERED = 3;
  private static final int THROWN = 4;
  private static final int RESULT = 5;

  private static final String BRIDGE = Type.getInternalName(Bridge.class);
  private static final String OBJECT = "java/lang/Object";
  private static final String THROWABLE = "java/lang/Throwable";
  private static final int MOST_STACK = 7;

  private final Weaver.Shape shape;
  private final Advice advice;
  private final boolean isStatic;
  private final boolean isConstructor;
  private final Type[] arguments;
  private final Type result;

  /** The first variable that is free. */
  private final int free;

  /** Which of {@link #VALUES} and {@link #ENTERED} the method's own code must leave alone. */
  private final boolean[] kept = new boolean[VALUES + 1];

  private final Label begin = new Label();
  private final Label end = new Label();
  private boolean returns;

  AdvisedMethod(
      MethodVisitor next,
      Weaver.Shape shape,
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
        kept[i] = true;
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
    super.visitLdcInsn(advice.hook);
    advice.start.values.forEach(this::load);
    call(advice.start);
    if (advice.start.target != null) {
      int index = advice.start.target.index;
      cast(arguments[index]);
      super.visitVarInsn(Opcodes.ASTORE, variableOf(index));
      return;
    }
    if (advice.end == null && !advice.skips) {
      super.visitInsn(Opcodes.POP);
      return;
    }
    super.visitVarInsn(Opcodes.ASTORE, free + ENTERED);
    kept[ENTERED] = true;
    if (advice.skips) {
      Label goOn = new Label();
      super.visitVarInsn(Opcodes.ALOAD, free + ENTERED);
      super.visitJumpInsn(Opcodes.IFNULL, goOn);
      pushDefault();
      visitInsn(result.getOpcode(Opcodes.IRETURN));
      super.visitLabel(goOn);
      frameAtBegin();
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (advice.end == null || opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    if (opcode != Opcodes.RETURN) {
      super.visitVarInsn(result.getOpcode(Opcodes.ISTORE), free + RESULT);
    }
    super.visitJumpInsn(Opcodes.GOTO, end);
    returns = true;
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (advice.end != null) {
      if (advice.afterThrow) {
        endOfThrown();
      }
      if (returns) {
        endOfReturned();
      }
    }
    super.visitMaxs(Math.max(maxStack, MOST_STACK), Math.max(maxLocals, free + VARIABLES));
  }

  private void endOfThrown() {
    Label handler = new Label();
    super.visitTryCatchBlock(begin, handler, handler, null);
    super.visitLabel(handler);
    frameAtThrown();
    super.visitVarInsn(Opcodes.ASTORE, free + THROWN);
    pushEntered();
    for (int i = 0; i < advice.end.values.size(); i++) {
      loadAtEnd(i, true);
    }
    if (advice.end.method == Advice.Method.LEAVE) {
      super.visitInsn(Opcodes.ACONST_NULL);
    }
    call(advice.end);
    if (advice.end.method == Advice.Method.LEAVE) {
      super.visitInsn(Opcodes.POP); // nobody gets it
    }
    super.visitVarInsn(Opcodes.ALOAD, free + THROWN);
    super.visitInsn(Opcodes.ATHROW);
  }

  private void endOfReturned() {
    super.visitLabel(end);
    frameAtReturned();
    Value target = advice.end.target;
    if (target != null) {
      super.visitVarInsn(Opcodes.ALOAD, 0); // a constructor's
    }
    pushEntered();
    for (int i = 0; i < advice.end.values.size(); i++) {
      loadAtEnd(i, false);
    }
    if (target == null && advice.end.method != Advice.Method.EXIT) {
      super.visitVarInsn(Opcodes.ALOAD, free + RESULT);
      call(advice.end);
      cast(result);
      super.visitInsn(Opcodes.ARETURN);
      return;
    }
    call(advice.end);
    if (target != null) {
      cast(Type.getType(descriptorOf(target)));
      super.visitFieldInsn(Opcodes.PUTFIELD, shape.type, target.name, descriptorOf(target));
    }
    if (result.getSort() != Type.VOID) {
      super.visitVarInsn(result.getOpcode(Opcodes.ILOAD), free + RESULT);
    }
    super.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }

  private void pushEntered() {
    super.visitLdcInsn(advice.hook);
    if (advice.end.method == Advice.Method.REPLACE) {
      return; // is not told
    }
    if (kept[ENTERED]) {
      super.visitVarInsn(Opcodes.ALOAD, free + ENTERED);
    } else {
      super.visitInsn(Opcodes.ACONST_NULL);
    }
  }

  private void loadAtEnd(int i, boolean thrown) {
    Value value = advice.end.values.get(i);
    if (kept[i]) {
      super.visitVarInsn(Opcodes.ALOAD, free + i);
    } else if (value.kind == Value.Kind.THROWN && thrown) {
      super.visitVarInsn(Opcodes.ALOAD, free + THROWN);
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

  // Frames: the types of the variables wherever code jumps to.

  @Override
  public void visitFrame(int type, int locals, Object[] local, int stacks, Object[] stack) {
    List<Object> all = new ArrayList<>(Arrays.asList(local).subList(0, locals));
    addKept(all);
    super.visitFrame(type, all.size(), all.toArray(), stacks, stack);
  }

  /** Of code of ours. There may be a frame of the method's own just behind it: not at one place. */
  private void frame(List<Object> locals, Object... stack) {
    if (shape.hasFrames) {
      super.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.length, stack);
    }
    super.visitInsn(Opcodes.NOP);
  }

  private void frameAtBegin() {
    List<Object> locals = new ArrayList<>();
    if (!isStatic) {
      locals.add(isConstructor ? Opcodes.UNINITIALIZED_THIS : shape.type);
    }
    for (Type argument : arguments) {
      locals.add(frameType(argument));
    }
    addKept(locals);
    frame(locals);
  }

  private void frameAtThrown() {
    List<Object> locals = new ArrayList<>();
    addKept(locals);
    frame(locals, THROWABLE);
  }

  private void frameAtReturned() {
    List<Object> locals = new ArrayList<>();
    if (isConstructor) {
      locals.add(shape.type);
    }
    addKept(locals);
    if (result.getSort() != Type.VOID) {
      fill(locals, free + RESULT);
      locals.add(frameType(result));
    }
    frame(locals);
  }

  private void addKept(List<Object> locals) {
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        fill(locals, free + i);
        locals.add(OBJECT);
      }
    }
  }

  private static void fill(List<Object> locals, int size) {
    for (int i = sizeOf(locals); i < size; i++) {
      locals.add(Opcodes.TOP);
    }
  }

  private static int sizeOf(List<Object> locals) {
    int size = 0;
    for (Object type : locals) {
      size += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
    }
    return size;
  }

  private static Object frameType(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.OBJECT:
      case Type.ARRAY:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }
}
