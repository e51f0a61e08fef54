package io.github.nacosgraceful.member;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;

/**
 * A member of a library that every request needs, called as if the agent were compiled against it.
 * Any thread.
 *
 * <p>The JIT sees through a method handle only where that is a constant; anywhere else a call of it
 * is a jump, and a few of them cost more than all the rest. So each member has a {@link
 * ConstantMember} of its own, in a class loader of its own, which lives as long as what holds this.
 */
public abstract class Member {

  /** For handles that take an object and return one. */
  public abstract Object get(Object target) throws Throwable;

  /** For those that return a number. */
  public abstract int number(Object target) throws Throwable;

  /** For those that return a condition. */
  public abstract boolean is(Object target) throws Throwable;

  /** For those that take an object and another one, and return nothing. */
  public abstract void set(Object target, Object value) throws Throwable;

  /**
   * @param handle whose objects may be of any type; one of the methods above must fit it
   * @throws ReflectiveOperationException if the agent's jar cannot be read
   */
  public static Member of(MethodHandle handle) throws ReflectiveOperationException {
    Home home = new Home(handle.asType(handle.type().erase()));
    return (Member) home.load().getConstructor().newInstance();
  }

  /** Has that one class, and its handle. */
  public static final class Home extends ClassLoader {

    // Not by its package: until Java 8 a class has none unless its loader defines one.
    private static final String NAME =
        Member.class.getName().replaceFirst("Member$", "ConstantMember");

    private final MethodHandle handle;

    private Home(MethodHandle handle) {
      super(Home.class.getClassLoader());
      this.handle = handle;
    }

    /** For the constant alone, whose package is another one at run time. */
    public MethodHandle handle() {
      return handle;
    }

    private Class<?> load() throws ClassNotFoundException {
      try (InputStream in = Home.class.getResourceAsStream("ConstantMember.class")) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
          bytes.write(next);
        }
        return defineClass(
            NAME, bytes.toByteArray(), 0, bytes.size(), Home.class.getProtectionDomain());
      } catch (IOException e) {
        throw new ClassNotFoundException(NAME, e);
      }
    }
  }
}
