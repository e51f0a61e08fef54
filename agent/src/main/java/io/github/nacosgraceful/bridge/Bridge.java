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

  /**
   * NamingService: an instance is registered. Arguments: service, group, Instance or List; non-null
   * skips it.
   */
  public static final int NACOS_REGISTER = 0;

  /**
   * NamingService: an instance is deregistered. Arguments: service, group, Instance or List;
   * non-null skips it.
   */
  public static final int NACOS_DEREGISTER = 1;

  /** A method that would send a registration or a beat to the server; non-null skips it. */
  public static final int NACOS_WIRE = 2;

  /** The client stored what a server said of a service. Argument: ServiceInfo. */
  public static final int NACOS_STORED = 3;

  /** The client tells its listeners of a change. Self: InstancesChangeEvent. */
  public static final int NACOS_CHANGED = 4;

  /**
   * LoadBalancer: a caching supplier was built. Arguments: delegate, Flux; returns the Flux to use.
   */
  public static final int LOADBALANCER_SUPPLIER = 5;

  /** Ribbon: a balancer refreshes its list. */
  public static final int RIBBON_UPDATE = 6;

  /** Ribbon: a server is about to be chosen. */
  public static final int RIBBON_CHOOSE = 7;

  /** Tomcat: a request is served. Argument: the connector's Request. */
  public static final int TOMCAT_SERVICE = 8;

  /** Tomcat: an asynchronous request goes on. Argument: the connector's Request. */
  public static final int TOMCAT_ASYNC = 9;

  /**
   * WebFlux on Reactor Netty: a request is handled. Arguments: HttpServerRequest, Mono; returns the
   * Mono to use.
   */
  public static final int WEBFLUX_HANDLE = 10;

  /**
   * Spring Cloud Alibaba asks how long to wait after deregistering. Argument: the wait; returns the
   * one to use.
   */
  public static final int ALIBABA_WAIT = 11;

  /** NamingService: it is shut down, and with it everything that it registered leaves. */
  public static final int NACOS_CLOSE = 12;

  /** The agent's own self-test. */
  public static final int PROBE = 13;

  private static final Handler[] HANDLERS = new Handler[PROBE + 1];
  private static final AtomicBoolean CLAIMED = new AtomicBoolean();
  private static volatile ErrorListener errors;

  private Bridge() {}

  /**
   * Told of everything that a handler threw. Runs on the thread that met the error and must not
   * throw.
   */
  public interface ErrorListener {
    void suppressed(int hook, Throwable error);
  }

  /**
   * True for the first caller in this JVM: a second agent jar on the command line finds the bridge
   * taken.
   */
  public static boolean claim() {
    return CLAIMED.compareAndSet(false, true);
  }

  /** The version in the manifest of the agent's jar. */
  public static String version() {
    String version = Bridge.class.getPackage().getImplementationVersion();
    return version == null ? "(unpacked)" : version;
  }

  /**
   * Called once, before the first class is instrumented: instrumented classes then see it without a
   * volatile read.
   */
  public static void install(int hook, Handler handler) {
    HANDLERS[hook] = handler;
  }

  public static void onError(ErrorListener listener) {
    errors = listener;
  }

  /** At the start of an instrumented method. */
  public static Object enter(int hook, Object self, Object a, Object b, Object c) {
    Handler handler = HANDLERS[hook];
    if (handler == null) {
      return null;
    }
    try {
      return handler.enter(self, a, b, c);
    } catch (Throwable t) {
      suppressed(hook, t);
      return null;
    }
  }

  /** At the end of an instrumented method, with what {@link #enter} returned. */
  public static void exit(int hook, Object entered, Object self, Object a) {
    Handler handler = HANDLERS[hook];
    if (handler != null) {
      try {
        handler.exit(entered, self, a);
      } catch (Throwable t) {
        suppressed(hook, t);
      }
    }
  }

  /**
   * At the end of an instrumented method or constructor: returns what takes the place of {@code
   * value}.
   */
  public static Object replace(int hook, Object self, Object a, Object value) {
    Handler handler = HANDLERS[hook];
    if (handler == null) {
      return value;
    }
    try {
      return handler.replace(self, a, value);
    } catch (Throwable t) {
      suppressed(hook, t);
      return value;
    }
  }

  /** For handlers whose work goes on after the call, in a callback. */
  public static void suppressed(int hook, Throwable error) {
    ErrorListener listener = errors;
    if (listener != null) {
      listener.suppressed(hook, error);
    }
  }
}
