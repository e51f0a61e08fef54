package io.github.nacosgraceful.weave;

/** What woven code hands to the bridge: something that the method has at hand. References only. */
public final class Value {

  /** Null. */
  public static final Value NOTHING = new Value(Kind.NOTHING, 0, null);

  /** {@code this}. In a constructor only at its end. */
  public static final Value SELF = new Value(Kind.SELF, 0, null);

  /** What the method threw, or null. Only at its end. */
  public static final Value THROWN = new Value(Kind.THROWN, 0, null);

  enum Kind {
    NOTHING,
    SELF,
    ARGUMENT,
    FIELD,
    THROWN
  }

  final Kind kind;
  final int index;
  final String name;

  private Value(Kind kind, int index, String name) {
    this.kind = kind;
    this.index = index;
    this.name = name;
  }

  /** As the caller gave it, whatever the method has assigned to its parameter since; from 0. */
  public static Value argument(int index) {
    return new Value(Kind.ARGUMENT, index, null);
  }

  /** A field of {@code this} that its own class declares. */
  public static Value field(String name) {
    return new Value(Kind.FIELD, 0, name);
  }
}
