package io.github.nacosgraceful.library.reroute;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.reroute.Unsent;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * A request that Spring Cloud Gateway on Spring MVC passes on, through its filter for LoadBalancer:
 * a lambda, whose number differs from version to version, and whose parameters do not.
 *
 * <p>The body comes from the servlet's stream, which can be read once. So only where the client
 * below is one that reads nothing before there is a connection.
 */
final class MvcReroute extends BlockingReroute {

  static final String FILTERS =
      "org.springframework.cloud.gateway.server.mvc.filter.LoadBalancerFilterFunctions";

  /** What a hooked method is called; a number follows. */
  static final String LAMBDA = "lambda$lb$";

  static final Members<MethodHandle> FILTER =
      new Members<>(
          type -> filter(type.getClassLoader()),
          "reroute is off",
          "Requests of Gateway on Spring MVC that cannot connect are not made at another instance");

  private static final String HTTP = "org.springframework.http.client.";

  private static final Set<String> CONNECTING_FIRST =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  HTTP + "SimpleClientHttpRequest",
                  HTTP + "JdkClientHttpRequest",
                  HTTP + "HttpComponentsClientHttpRequest")));

  MvcReroute(Reroutes reroutes) {
    super(reroutes);
  }

  @Override
  String service(Object service, Object request) {
    return (String) service;
  }

  @Override
  Call again(Unsent unsent, Object service, Object request, Object instanceToUrl, Object next) {
    boolean isRead = unsent.isConnected() || !CONNECTING_FIRST.contains(unsent.request());
    if (isRead || isRetried()) {
      return null;
    }
    MethodHandle filter = FILTER.get(instanceToUrl.getClass());
    return filter == null ? null : () -> filter.invoke(service, instanceToUrl, request, next);
  }

  /** Whether a filter of Gateway that retries has called. */
  private static boolean isRetried() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getClassName().contains("RetryFilterFunctions")) {
        return true;
      }
    }
    return false;
  }

  private static MethodHandle filter(ClassLoader loader) throws ReflectiveOperationException {
    for (Method method : Class.forName(FILTERS, false, loader).getDeclaredMethods()) {
      if (method.getName().startsWith(LAMBDA)
          && method.getReturnType().getName().endsWith(".ServerResponse")) {
        return Members.method(
            method.getDeclaringClass(), method.getName(), method.getParameterTypes());
      }
    }
    throw new NoSuchMethodException(FILTERS + "." + LAMBDA);
  }
}
