package io.github.nacosgraceful.member;

import java.lang.invoke.MethodHandle;

/** Defined anew for each {@link Member}: so the handle is a constant. Never loaded otherwise. */
public final class ConstantMember extends Member {

  private static final MethodHandle HANDLE =
      ((Home) ConstantMember.class.getClassLoader()).handle();

  @Override
  public Object get(Object target) throws Throwable {
    return (Object) HANDLE.invokeExact(target);
  }

  @Override
  public int number(Object target) throws Throwable {
    return (int) HANDLE.invokeExact(target);
  }

  @Override
  public boolean is(Object target) throws Throwable {
    return (boolean) HANDLE.invokeExact(target);
  }

  @Override
  public void set(Object target, Object value) throws Throwable {
    HANDLE.invokeExact(target, value);
  }
}
