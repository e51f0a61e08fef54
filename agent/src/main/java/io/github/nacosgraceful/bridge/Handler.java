package io.github.nacosgraceful.bridge;

/**
 * What happens behind one hook of the {@link Bridge}. A handler overrides what its hook calls.
 *
 * <p>Loaded by the system class loader like the bridge; its subclasses live in the agent's isolated
 * loader. Runs on the application's threads, so it must be quick, and may throw anything: the
 * bridge catches it.
 */
public abstract class Handler {

  /**
   * Before the method. What non-null means (skip the body, or a token for {@link #exit}) is the
   * hook's affair.
   */
  public Object enter(Object self, Object a, Object b, Object c) throws Throwable {
    return null;
  }

  /** After the method, also when it threw. */
  public void exit(Object entered, Object self, Object a) throws Throwable {}

  /** After the method returned {@code value}: the value to use instead, or the same. */
  public Object replace(Object self, Object a, Object value) throws Throwable {
    return value;
  }

  /** After the method, also when it threw or was skipped: the result to use, or the same. */
  public Object leave(Object entered, Object self, Object a, Object result) throws Throwable {
    return result;
  }

  /**
   * After the method threw: what it returns instead, or a Throwable, the same or another, that it
   * throws.
   */
  public Object rescue(Object self, Object a, Object b, Object c, Throwable thrown)
      throws Throwable {
    return thrown;
  }
}
