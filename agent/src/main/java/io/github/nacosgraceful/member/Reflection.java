package io.github.nacosgraceful.member;

import java.lang.reflect.Field;

/**
 * Plain reflection on an application's objects, for what is asked once in a while and needs no
 * handle. Any thread.
 */
public final class Reflection {

  private Reflection() {}

  /** Whether an object is of this class, or of one that extends it. */
  public static boolean isA(Object object, String type) {
    for (Class<?> each = object.getClass(); each != null; each = each.getSuperclass()) {
      if (each.getName().equals(type)) {
        return true;
      }
    }
    return false;
  }

  /** What a public method without parameters returns. */
  public static Object call(Object object, String method) throws ReflectiveOperationException {
    return object.getClass().getMethod(method).invoke(object);
  }

  /** The value of a field of the object's class, or of one that it extends; public or not. */
  public static Object get(Object object, String field) throws ReflectiveOperationException {
    return field(object.getClass(), field).get(object);
  }

  /**
   * A field of the class, or of one that it extends; public or not.
   *
   * @throws NoSuchFieldException if none of them has it
   */
  public static Field field(Class<?> type, String name) throws NoSuchFieldException {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(type.getName() + "." + name);
  }
}
