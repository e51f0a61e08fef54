package io.github.nacosgraceful.weave;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What is woven into a method: a call of the bridge at its start, one at its end, or both.
 *
 * <pre>
 * Advice.of(SERVICE).enter(SELF, argument(0)).end(SELF, THROWN)
 * </pre>
 *
 * <p>Immutable. The bridge never throws, so neither does what is woven.
 */
public final class Advice {

  /** The methods of the bridge. */
  enum Method {
    ENTER(
        "(ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"),
    EXIT("(ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V"),
    REPLACE("(ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"),
    LEAVE(
        "(ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;"),
    RESCUE(
        "(ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/Object;");

    final String descriptor;

    Method(String descriptor) {
      this.descriptor = descriptor;
    }
  }

  /** One call of one of them. */
  static final class Call {

    final Method method;

    final List<Value> values;

    /** What the result replaces: an argument or a field; null for the result, or for nothing. */
    final Value target;

    private Call(Method method, Value target, Value... values) {
      this.method = method;
      this.target = target;
      this.values = Collections.unmodifiableList(Arrays.asList(values));
    }
  }

  final int point;
  final Call start;
  final Call end;
  final boolean skips;
  final boolean afterThrow;

  /** What a method that is skipped returns, if it returns a boolean. */
  final boolean answer;

  private Advice(
      int point, Call start, Call end, boolean skips, boolean afterThrow, boolean answer) {
    this.point = point;
    this.start = start;
    this.end = end;
    this.skips = skips;
    this.afterThrow = afterThrow;
    this.answer = answer;
  }

  /**
   * Nothing yet.
   *
   * @param point a join point of the bridge
   */
  public static Advice of(int point) {
    return new Advice(point, null, null, false, false, false);
  }

  /** {@code Bridge.enter} at the start; up to three arguments. */
  public Advice enter(Value self, Value... arguments) {
    return startingWith(enterCall(self, arguments), false);
  }

  /**
   * The same, and what it returns, if not null, takes the place of the method's own code: the
   * method then returns null or zero.
   */
  public Advice enterOrSkip(Value self, Value... arguments) {
    return startingWith(enterCall(self, arguments), true);
  }

  /** The same, and the method, which gives a boolean, then returns true. */
  public Advice enterOrTrue(Value self, Value... arguments) {
    return new Advice(point, enterCall(self, arguments), end, true, afterThrow, true);
  }

  /** {@code Bridge.replace} at the start, for an argument that is not a primitive. */
  public Advice replaceArgument(int index, Value self) {
    return startingWith(
        new Call(Method.REPLACE, Value.argument(index), self, Value.NOTHING, Value.argument(index)),
        false);
  }

  /** {@code Bridge.exit} at the end, whether it returned, threw or was skipped. */
  public Advice end(Value self, Value argument) {
    return endingWith(new Call(Method.EXIT, null, self, argument), true);
  }

  /** {@code Bridge.exit} at the end, unless it threw. */
  public Advice returned(Value self, Value argument) {
    return endingWith(new Call(Method.EXIT, null, self, argument), false);
  }

  /** {@code Bridge.leave} at the end: gives the result; told also when the method threw. */
  public Advice leave(Value self, Value argument) {
    return endingWith(new Call(Method.LEAVE, null, self, argument), true);
  }

  /** {@code Bridge.replace} at the end, for a result that is not a primitive. */
  public Advice replaceResult(Value self, Value argument) {
    return endingWith(new Call(Method.REPLACE, null, self, argument), false);
  }

  /** {@code Bridge.replace} at the end of a constructor, for a field that is not a primitive. */
  public Advice replaceField(String name, Value self, Value argument) {
    Value field = Value.field(name);
    return endingWith(new Call(Method.REPLACE, field, self, argument, field), false);
  }

  /**
   * {@code Bridge.rescue} when the method threw, and only then: what it returns takes the place of
   * that, a Throwable as what is thrown, anything else as the result. Up to three arguments.
   */
  public Advice rescue(Value self, Value... arguments) {
    return endingWith(new Call(Method.RESCUE, null, four(self, arguments)), true);
  }

  /** Whether what the method returns is left alone. */
  boolean isForThrownOnly() {
    return end != null && end.method == Method.RESCUE;
  }

  private static Call enterCall(Value self, Value... arguments) {
    return new Call(Method.ENTER, null, four(self, arguments));
  }

  private static Value[] four(Value self, Value... arguments) {
    Value[] four = {self, Value.NOTHING, Value.NOTHING, Value.NOTHING};
    System.arraycopy(arguments, 0, four, 1, arguments.length);
    return four;
  }

  private Advice startingWith(Call call, boolean skipping) {
    return new Advice(point, call, end, skipping, afterThrow, answer);
  }

  private Advice endingWith(Call call, boolean throwingToo) {
    return new Advice(point, start, call, skips, throwingToo, answer);
  }
}
