package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.member.Reflection;
import java.lang.reflect.Method;

/**
 * Calls a public method of the client by its name and its first arguments. Versions to come may
 * want more behind these, as where a list comes from (nacos#15902): they are told as little as can
 * be said. Of several overloads, that with the fewest parameters. Any thread.
 */
final class Overload {

  private Overload() {}

  /**
   * @param first null for an argument that may be of each type but a primitive
   * @throws NoSuchMethodException if there is none that these fit; what the method throws comes out
   *     as it is
   */
  static Object call(Object target, String name, Object... first)
      throws ReflectiveOperationException {
    Method shortest = null;
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name)
          && beginsWith(method.getParameterTypes(), first)
          && (shortest == null || method.getParameterCount() < shortest.getParameterCount())) {
        shortest = method;
      }
    }
    if (shortest == null) {
      throw new NoSuchMethodException(target.getClass().getName() + "." + name);
    }
    Class<?>[] types = shortest.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = i < first.length ? first[i] : least(types[i]);
    }
    return Reflection.invoke(shortest, target, arguments);
  }

  private static boolean beginsWith(Class<?>[] types, Object[] first) {
    if (types.length < first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if (first[i] == null ? types[i].isPrimitive() : !types[i].isInstance(first[i])) {
        return false;
      }
    }
    return true;
  }

  /** Zero or false, the first constant of an enum, for which null is rarely meant, else null. */
  private static Object least(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    return type.isEnum() ? type.getEnumConstants()[0] : null;
  }
}
