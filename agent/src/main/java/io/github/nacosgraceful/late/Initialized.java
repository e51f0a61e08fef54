package io.github.nacosgraceful.late;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Whether a class has been initialized: reading a static field of one that has not would run its
 * initializer, which is the application's to do.
 */
final class Initialized {

  private final Object unsafe;
  private final Method shouldBeInitialized;

  /** With {@code jdk.internal.misc} opened on Java 9 and newer, where the other is deprecated. */
  Initialized() throws ReflectiveOperationException {
    Class<?> type;
    try {
      type = Class.forName("jdk.internal.misc.Unsafe", true, null);
    } catch (ClassNotFoundException java8) {
      type = Class.forName("sun.misc.Unsafe", true, null);
    }
    Field instance = type.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    unsafe = instance.get(null);
    shouldBeInitialized = type.getMethod("shouldBeInitialized", Class.class);
    shouldBeInitialized.setAccessible(true);
  }

  boolean is(Class<?> type) throws ReflectiveOperationException {
    return !(Boolean) shouldBeInitialized.invoke(unsafe, type);
  }
}
