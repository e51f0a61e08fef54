package io.github.nacosgraceful.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Where the advice of one method has its variables, and the types of all variables wherever code
 * jumps to, in the expanded form of the class file format.
 *
 * <pre>
 * the method's own | what the call at the end is given, up to 3 | entered | thrown | result (1 or 2)
 *                  ^ free                                        ^ ENTERED
 * </pre>
 *
 * <p>A rescue is given up to 4, and told nothing of the start: the last one is in the place of
 * entered.
 */
final class Frames {

  /** How many variables an advice may use. */
  static final int VARIABLES = 7;

  // Counted from the first free one.
  private static final int VALUES = 3;
  static final int ENTERED = 3;
  static final int THROWN = 4;
  static final int RESULT = 5;

  private static final String OBJECT = "java/lang/Object";

  private final String owner;
  private final boolean isStatic;
  private final boolean isConstructor;
  private final Type[] arguments;
  private final Type result;
  private final int free;

  /** Which of the values and {@link #ENTERED} the method's own code must leave alone. */
  private final boolean[] kept = new boolean[VALUES + 1];

  /**
   * @param owner the internal name of the method's class
   * @param free the first variable that is free
   */
  Frames(
      String owner,
      boolean isStatic,
      boolean isConstructor,
      Type[] arguments,
      Type result,
      int free) {
    this.owner = owner;
    this.isStatic = isStatic;
    this.isConstructor = isConstructor;
    this.arguments = arguments;
    this.result = result;
    this.free = free;
  }

  /** From now on this variable has its value, to the end of the method. */
  void keep(int variable) {
    kept[variable] = true;
  }

  boolean keeps(int variable) {
    return kept[variable];
  }

  /** A frame of the method's own, with the variables that are kept. */
  Object[] withKept(Object[] locals, int count) {
    List<Object> all = new ArrayList<>(Arrays.asList(locals).subList(0, count));
    addKept(all);
    return all.toArray();
  }

  /** Before the method's first instruction. */
  Object[] atBegin() {
    List<Object> locals = new ArrayList<>();
    if (!isStatic) {
      locals.add(isConstructor ? Opcodes.UNINITIALIZED_THIS : owner);
    }
    for (Type argument : arguments) {
      locals.add(typeOf(argument));
    }
    addKept(locals);
    return locals.toArray();
  }

  /** Where the method has thrown: of its own variables nothing is known. */
  Object[] atThrown() {
    List<Object> locals = new ArrayList<>();
    addKept(locals);
    return locals.toArray();
  }

  /** Where the method has returned. */
  Object[] atReturned() {
    List<Object> locals = new ArrayList<>();
    if (isConstructor) {
      locals.add(owner);
    }
    addKept(locals);
    if (result.getSort() != Type.VOID) {
      fill(locals, free + RESULT);
      locals.add(typeOf(result));
    }
    return locals.toArray();
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

  private static Object typeOf(Type type) {
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
