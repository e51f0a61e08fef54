package io.github.nacosgraceful.member;

import java.lang.reflect.Method;

/**
 * A method without parameters that many objects of a few classes are asked for. It is looked up
 * once for each class and kept with that class, so no class loader is held. Any thread.
 */
public final class Getter {

  private final String name;

  private final ClassValue<Method> methods =
      new ClassValue<Method>() {
        @Override
        protected Method computeValue(Class<?> type) {
          try {
            return Reflection.method(type, name);
          } catch (NoSuchMethodException e) {
            throw Reflection.<RuntimeException>sneaky(e);
          }
        }
      };

  public Getter(String name) {
    this.name = name;
  }

  /**
   * What the method returns; public or not, declared or inherited. What it throws comes out as it
   * is, checked or not.
   *
   * @throws ReflectiveOperationException also where the object has no such method
   */
  public Object of(Object object) throws ReflectiveOperationException {
    return Reflection.invoke(methods.get(object.getClass()), object);
  }
}
