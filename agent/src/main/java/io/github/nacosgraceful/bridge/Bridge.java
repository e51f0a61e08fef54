package io.github.nacosgraceful.bridge;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one class that instrumented code calls. JDK types only, in every signature.
 *
 * <p>Loaded by the system class loader, so that every loader which delegates to it (class path,
 * Spring Boot's nested jars, Tomcat's web applications) resolves the calls that the advice left in
 * library classes. What happens behind a call is a {@link Handler} of the isolated part of the
 * agent.
 *
 * <p>Runs on the application's threads. Never throws: what a handler throws is handed to the {@link
 * ErrorListener} and the library's own code goes on as if the agent were not there.
 */
public final class Bridge {

  /** More join points than the agent has. The array never grows, so reading it needs no lock. */
  private static final int MOST_POINTS = 128;

  private static final Handler[] HANDLERS = new Handler[MOST_POINTS];
  private static final String[] NAMES = new String[MOST_POINTS];
  private static final AtomicBoolean CLAIMED = new AtomicBoolean();
  private static int points;
  private static volatile ErrorListener errors;
  private static volatile String off;

  private Bridge() {}

  /**
   * Told of everything that a handler threw. Runs on the thread that met the error and must not
   * throw.
   */
  public interface ErrorListener {

    /**
     * @param point the name of the join point, {@code tomcat.service}
     */
    void suppressed(String point, Throwable error);
  }

  /**
   * True for the first caller in this JVM: a second agent jar on the command line finds the bridge
   * taken.
   */
  public static boolean claim() {
    return CLAIMED.compareAndSet(false, true);
  }

  /** Undoes the claim, where nothing has been changed: whoever attaches the agent later may try. */
  public static void release() {
    CLAIMED.set(false);
  }

  /**
   * The agent that has the claim does nothing in this JVM.
   *
   * @param why for whoever attaches it later; without a full stop
   */
  public static void off(String why) {
    off = why;
  }

  /** Why the agent does nothing in this JVM; null if it is armed, or not so far. */
  public static String off() {
    return off;
  }

  /** The version in the manifest of the agent's jar. */
  public static String version() {
    String version = Bridge.class.getPackage().getImplementationVersion();
    return version == null ? "(unpacked)" : version;
  }

  /**
   * A new join point. Its number is written into the woven code as a constant.
   *
   * @param name for the log: the part and what happens, {@code tomcat.service}
   */
  public static synchronized int point(String name) {
    NAMES[points] = name;
    return points++;
  }

  /** The name that {@link #point} was given. */
  public static synchronized String nameOf(int point) {
    return NAMES[point];
  }

  /**
   * Called before the first class that calls this join point is woven, inside its loading:
   * instrumented classes then see the handler without a volatile read. A join point that several
   * parts share is given an equal handler by each.
   */
  public static void install(int point, Handler handler) {
    HANDLERS[point] =
        System.getSecurityManager() == null ? handler : new PrivilegedHandler(handler);
  }

  public static void onError(ErrorListener listener) {
    errors = listener;
  }

  /** At the start of an instrumented method. */
  public static Object enter(int point, Object self, Object a, Object b, Object c) {
    Handler handler = HANDLERS[point];
    if (handler == null) {
      return null;
    }
    try {
      return handler.enter(self, a, b, c);
    } catch (Throwable t) {
      suppressed(point, t);
      return null;
    }
  }

  /** At the end of an instrumented method, with what {@link #enter} returned. */
  public static void exit(int point, Object entered, Object self, Object a) {
    Handler handler = HANDLERS[point];
    if (handler != null) {
      try {
        handler.exit(entered, self, a);
      } catch (Throwable t) {
        suppressed(point, t);
      }
    }
  }

  /**
   * At the end of an instrumented method or constructor: returns what takes the place of {@code
   * value}.
   */
  public static Object replace(int point, Object self, Object a, Object value) {
    Handler handler = HANDLERS[point];
    if (handler == null) {
      return value;
    }
    try {
      return handler.replace(self, a, value);
    } catch (Throwable t) {
      suppressed(point, t);
      return value;
    }
  }

  /**
   * At the end of an instrumented method that returns something, also when it threw or was skipped:
   * returns what takes the place of {@code result}.
   */
  public static Object leave(int point, Object entered, Object self, Object a, Object result) {
    Handler handler = HANDLERS[point];
    if (handler == null) {
      return result;
    }
    try {
      return handler.leave(entered, self, a, result);
    } catch (Throwable t) {
      suppressed(point, t);
      return result;
    }
  }

  /**
   * When an instrumented method threw: returns what takes the place of that. A Throwable is thrown
   * instead, anything else is returned as the result.
   */
  public static Object rescue(
      int point, Object self, Object a, Object b, Object c, Throwable thrown) {
    Handler handler = HANDLERS[point];
    if (handler == null) {
      return thrown;
    }
    try {
      return handler.rescue(self, a, b, c, thrown);
    } catch (Throwable t) {
      suppressed(point, t);
      return thrown;
    }
  }

  /** For handlers whose work goes on after the call, in a callback. */
  public static void suppressed(int point, Throwable error) {
    ErrorListener listener = errors;
    if (listener != null) {
      try {
        listener.suppressed(nameOf(point), error);
      } catch (Throwable nobodyLeft) {
        // Without memory even that fails. The application goes on.
      }
    }
  }
}
