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

  /**
   * The client stores what a server said of a service. Argument: ServiceInfo or its JSON; what
   * {@link #enter} returns is kept instead.
   */
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

  /** NamingService: a new one. */
  public static final int NACOS_CREATED = 13;

  /** The gRPC client has a connection, the first or a new one. Self: its redo service. */
  public static final int NACOS_CONNECTED = 14;

  /** Spring: a context is refreshed. */
  public static final int CONTEXT_REFRESH = 15;

  /** Spring: a context is closed. */
  public static final int CONTEXT_CLOSE = 16;

  /** Tomcat: a component is stopped, or a web application is loaded anew. */
  public static final int TOMCAT_STOP = 17;

  /** Ribbon: a balancer is given a list. Argument: the list; non-null keeps the one it has. */
  public static final int RIBBON_SET = 18;

  /** net.devh's gRPC client: a resolver was built. Argument: the name of its service. */
  public static final int GRPC_RESOLVER = 19;

  /** net.devh's gRPC client: instances are asked for. Self: the resolver. */
  public static final int GRPC_RESOLVE = 20;

  /** Feign: a call ended. Self: feign.Request; argument: what it threw, or null. */
  public static final int FEIGN_CALL = 21;

  /** Spring: a blocking call ended. Self: ClientHttpRequest; argument: what it threw, or null. */
  public static final int SPRING_CALL = 22;

  /**
   * Netty: a connection could not be made. Self: why, or null; argument: the address, or a message
   * with it.
   */
  public static final int NETTY_CONNECT_FAILED = 23;

  /**
   * LoadBalancer: the instances of one service, below every cache. Self: the supplier; returns the
   * Flux to use.
   */
  public static final int LOADBALANCER_LIST = 24;

  /** Ribbon: the servers that a refresh found. Self: the balancer; returns the list to use. */
  public static final int RIBBON_LIST = 25;

  /** Ribbon: the instances that NacosRule chooses from; returns the list to use. */
  public static final int NACOS_RULE_LIST = 26;

  /**
   * LoadBalancer: a health-checking supplier was built. Arguments: delegate, Flux; returns the Flux
   * to use.
   */
  public static final int LOADBALANCER_HEALTH = 27;

  /** LoadBalancer: a list is about to be health-checked. Returns the list to check. */
  public static final int LOADBALANCER_CHECKS = 28;

  /** WebClient: a call failed. Self: ClientRequest; argument: why. */
  public static final int WEBCLIENT_CALL = 29;

  /** Tomcat: the head of a response is about to be sent. Self: the connector's Response. */
  public static final int TOMCAT_COMMIT = 30;

  /** Jetty: a request has come in. Self: its channel. */
  public static final int JETTY_BEGIN = 31;

  /** Jetty: the head of a response is sent. Self: its channel. */
  public static final int JETTY_COMMIT = 32;

  /** Jetty: a request is over. Self: its channel. */
  public static final int JETTY_END = 33;

  /** Undertow: a handler gets an exchange. Self: the exchange. */
  public static final int UNDERTOW_BEGIN = 34;

  /** Undertow: the head of a response is sent. Self: the exchange. */
  public static final int UNDERTOW_COMMIT = 35;

  /** Undertow: an exchange is over. Self: the exchange. */
  public static final int UNDERTOW_END = 36;

  /** WebFlux on Reactor Netty: the head of a response is sent. Self: HttpServerOperations. */
  public static final int WEBFLUX_COMMIT = 37;

  /** A client has opened a WebSocket. Self: the server's session. */
  public static final int WEBSOCKET = 38;

  /** gRPC: a service has taken a call. Self: the ServerCall. */
  public static final int GRPC_CALL_BEGIN = 39;

  /** gRPC: a call is over. Self: the ServerCall. */
  public static final int GRPC_CALL_END = 40;

  /** gRPC: a new server. */
  public static final int GRPC_SERVER = 41;

  /**
   * Dubbo: a service is called. Self: its invoker; argument: Invocation; the result is left as it
   * is.
   */
  public static final int DUBBO_CALL = 42;

  /** Jetty: a request is given up. Self: its channel. */
  public static final int JETTY_ABORT = 43;

  /** Micrometer: the global registry got another to feed. Argument: that one. */
  public static final int MICROMETER_REGISTRY = 44;

  /** Tomcat: a request of HTTP/2 is served. Self: its connection; argument: its stream. */
  public static final int TOMCAT_STREAM = 45;

  /** {@code NacosBalancer.getHostByRandomWeight3}: the instances it picks from. */
  public static final int NACOS_BALANCER = 46;

  /** Jetty: a request of HTTP/2 has come in. Self: its channel or stream; argument: its headers. */
  public static final int JETTY_STREAM = 47;

  /** Undertow: does the connection end with a GOAWAY? Self: its frame; non-null says no. */
  public static final int UNDERTOW_GOAWAY = 48;

  /** Jetty: a request may turn its connection into one of HTTP/2. Self: its channel. */
  public static final int JETTY_UPGRADE = 49;

  /** Dubbo: a service has completed or failed what it answers with. Self: the observer. */
  public static final int DUBBO_STREAM_END = 50;

  /** The agent's own self-test. */
  public static final int PROBE = 51;

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
    HANDLERS[hook] = System.getSecurityManager() == null ? handler : new PrivilegedHandler(handler);
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

  /**
   * At the end of an instrumented method that returns something, also when it threw or was skipped:
   * returns what takes the place of {@code result}.
   */
  public static Object leave(int hook, Object entered, Object self, Object a, Object result) {
    Handler handler = HANDLERS[hook];
    if (handler == null) {
      return result;
    }
    try {
      return handler.leave(entered, self, a, result);
    } catch (Throwable t) {
      suppressed(hook, t);
      return result;
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
