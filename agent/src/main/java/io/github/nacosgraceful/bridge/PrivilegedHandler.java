package io.github.nacosgraceful.bridge;

import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Where there is a security manager: a handler works with the agent's own permissions, however few
 * those have that call the hooked method. Nowhere else, as it allocates.
 */
final class PrivilegedHandler extends Handler {

  private final Handler handler;

  PrivilegedHandler(Handler handler) {
    this.handler = handler;
  }

  @Override
  public Object enter(Object self, Object a, Object b, Object c) throws Throwable {
    return privileged(() -> handler.enter(self, a, b, c));
  }

  @Override
  public void exit(Object entered, Object self, Object a) throws Throwable {
    privileged(
        () -> {
          handler.exit(entered, self, a);
          return null;
        });
  }

  @Override
  public Object replace(Object self, Object a, Object value) throws Throwable {
    return privileged(() -> handler.replace(self, a, value));
  }

  @Override
  public Object leave(Object entered, Object self, Object a, Object result) throws Throwable {
    return privileged(() -> handler.leave(entered, self, a, result));
  }

  @Override
  public Object rescue(Object self, Object a, Object b, Object c, Throwable thrown)
      throws Throwable {
    return privileged(() -> handler.rescue(self, a, b, c, thrown));
  }

  private static Object privileged(Call call) throws Throwable {
    try {
      return AccessController.doPrivileged((PrivilegedExceptionAction<Object>) call::checked);
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  private interface Call {
    Object run() throws Throwable;

    /** What a privileged action may throw. */
    default Object checked() throws Exception {
      try {
        return run();
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable t) {
        throw new Exception(t);
      }
    }
  }
}
