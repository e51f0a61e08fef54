package io.github.nacosgraceful.member;

import java.lang.reflect.Field;

/**
 * One thing that a part looks up by name in its library when it needs it. The contract test checks
 * it against every version; in an application nobody asks.
 */
public abstract class Need {

  private final String type;
  private final String what;

  private Need(String type, String what) {
    this.type = type;
    this.what = what;
  }

  /** The class that has it. A version without that class needs nothing of it. */
  public final String type() {
    return type;
  }

  /**
   * @param owner the class {@link #type} of one version
   * @throws ReflectiveOperationException with the name of what this version lacks
   */
  public abstract void check(Class<?> owner) throws ReflectiveOperationException;

  /** Handles that are looked up by this class, all or none. */
  public static Need handles(String type, Members<?> members) {
    return new Need(type, "its handles") {
      @Override
      public void check(Class<?> owner) throws ReflectiveOperationException {
        members.lookUp(owner);
      }
    };
  }

  /** A public method without parameters. */
  public static Need method(String type, String name) {
    return new Need(type, name + "()") {
      @Override
      public void check(Class<?> owner) throws ReflectiveOperationException {
        owner.getMethod(name);
      }
    };
  }

  /** A field of the class, or of one that it extends. */
  public static Need field(String type, String name) {
    return new Need(type, name) {
      @Override
      public void check(Class<?> owner) throws ReflectiveOperationException {
        Reflection.field(owner, name);
      }
    };
  }

  /** A field of the class that is known by its type alone. */
  public static Need fieldOf(String type, String fieldType) {
    return new Need(type, "a field of " + fieldType) {
      @Override
      public void check(Class<?> owner) throws ReflectiveOperationException {
        Class<?> wanted = Class.forName(fieldType, false, owner.getClassLoader());
        for (Field field : owner.getDeclaredFields()) {
          if (wanted.isAssignableFrom(field.getType())) {
            return;
          }
        }
        throw new NoSuchFieldException(this.toString());
      }
    };
  }

  @Override
  public String toString() {
    return type + ": " + what;
  }
}
