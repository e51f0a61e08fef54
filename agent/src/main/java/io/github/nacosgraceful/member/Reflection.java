package io.github.nacosgraceful.member;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

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

  /**
   * What a method without parameters returns; public or not, declared or inherited. What it throws
   * comes out as it is, checked or not.
   */
  public static Object call(Object object, String method) throws ReflectiveOperationException {
    return invoke(method(object.getClass(), method), object);
  }

  /**
   * What a method returns. What it throws comes out as it is, checked or not: callers catch
   * everything anyway.
   *
   * @param object null for a static one
   */
  public static Object invoke(Method method, Object object, Object... arguments)
      throws ReflectiveOperationException {
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw Reflection.<RuntimeException>sneaky(e.getCause());
    }
  }

  static Method method(Class<?> type, String name) throws NoSuchMethodException {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Method method : each.getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == 0) {
          if (!Modifier.isPublic(each.getModifiers() & method.getModifiers())) {
            method.setAccessible(true);
          }
          return method;
        }
      }
    }
    return type.getMethod(name); // of an interface
  }

  /** Whether the object's class, or one that it extends, has a field of this name. */
  public static boolean has(Object object, String field) {
    return find(object.getClass(), field) != null;
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
    Field field = find(type, name);
    if (field == null) {
      throw new NoSuchFieldException(type.getName() + "." + name);
    }
    field.setAccessible(true);
    return field;
  }

  private static Field find(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
