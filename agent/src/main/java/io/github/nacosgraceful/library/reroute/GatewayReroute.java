package io.github.nacosgraceful.library.reroute;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.reroute.FailedAddress;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.suspect.ConnectFailure;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A request that Spring Cloud Gateway on WebFlux passes on, through its filter for LoadBalancer or
 * for Ribbon. Nothing of the body is read before there is a connection. The attributes of the
 * exchange are made what they were, as Gateway's own filter {@code Retry} does it; a route that has
 * that filter is left to it.
 */
final class GatewayReroute extends ReactiveReroute {

  static final String FILTER =
      "org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter";

  static final String WITH_RIBBON =
      "org.springframework.cloud.gateway.filter.LoadBalancerClientFilter";

  static final Members<Handles> HANDLES =
      new Members<>(
          type -> new Handles(type.getClassLoader()),
          "reroute is off",
          "Requests of Gateway that cannot connect are not made at another instance");

  GatewayReroute(Reroutes reroutes, int point) {
    super(reroutes, point);
  }

  @Override
  FilterHandles handles(Object filter) {
    return HANDLES.get(filter.getClass());
  }

  @Override
  String service(FilterHandles handles, Object exchange) throws Throwable {
    Handles gateway = (Handles) handles;
    URI balanced = gateway.balanced(gateway.attributes(exchange));
    return balanced == null ? null : balanced.getHost();
  }

  /** A filter behind the balancer's may call others: that failure has another address. */
  @Override
  HostPort unsent(FilterHandles handles, Object exchange, Throwable thrown) throws Throwable {
    Handles gateway = (Handles) handles;
    Map<?, ?> attributes = gateway.attributes(exchange);
    Object url = attributes.get(gateway.requestUrl);
    if (!(url instanceof URI)
        || !ConnectFailure.isIn(thrown)
        || gateway.isCommitted(exchange)
        || attributes.get(gateway.answered) != null
        || isRetried(attributes.get(gateway.route))) {
      return null;
    }
    HostPort called = HostPort.of((URI) url);
    return called != null && called.equals(FailedAddress.in(thrown)) ? called : null;
  }

  private static boolean isRetried(Object route) throws ReflectiveOperationException {
    if (route == null) {
      return false;
    }
    for (Object filter : (List<?>) Reflection.call(route, "getFilters")) {
      Object its = filter;
      if (Reflection.isA(filter, "org.springframework.cloud.gateway.filter.OrderedGatewayFilter")) {
        its = Reflection.call(filter, "getDelegate");
      }
      if (its.getClass().getName().contains("RetryGatewayFilterFactory")) {
        return true;
      }
    }
    return false;
  }

  @Override
  @SuppressWarnings("unchecked")
  void reset(FilterHandles handles, Object exchange) throws Throwable {
    Handles gateway = (Handles) handles;
    Map<String, Object> attributes = (Map<String, Object>) gateway.attributes(exchange);
    attributes.put(gateway.requestUrl, gateway.balanced(attributes));
    attributes.remove(gateway.alreadyRouted);
  }

  static final class Handles extends FilterHandles {

    private static final String GATEWAY = "org.springframework.cloud.gateway.";

    private final MethodHandle attributes;
    private final MethodHandle response;
    private final MethodHandle isCommitted;
    private final String requestUrl;
    private final String originalUrls;
    private final String alreadyRouted;
    private final String route;
    private final String answered;

    Handles(ClassLoader loader) throws ReflectiveOperationException {
      super(new MonoHandles(loader), filter(loader));
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      String http = "org.springframework.http.";
      Class<?> answer = Class.forName(http + "server.reactive.ServerHttpResponse", false, loader);
      attributes =
          lookup
              .findVirtual(exchange(loader), "getAttributes", methodType(Map.class))
              .asType(methodType(Map.class, Object.class));
      response = lookup.findVirtual(exchange(loader), "getResponse", methodType(answer));
      isCommitted = lookup.findVirtual(answer, "isCommitted", methodType(boolean.class));
      Class<?> names = Class.forName(GATEWAY + "support.ServerWebExchangeUtils", false, loader);
      requestUrl = (String) names.getField("GATEWAY_REQUEST_URL_ATTR").get(null);
      originalUrls = (String) names.getField("GATEWAY_ORIGINAL_REQUEST_URL_ATTR").get(null);
      alreadyRouted = (String) names.getField("GATEWAY_ALREADY_ROUTED_ATTR").get(null);
      route = (String) names.getField("GATEWAY_ROUTE_ATTR").get(null);
      answered = (String) names.getField("CLIENT_RESPONSE_CONN_ATTR").get(null);
    }

    private static Class<?> exchange(ClassLoader loader) throws ClassNotFoundException {
      return Class.forName("org.springframework.web.server.ServerWebExchange", false, loader);
    }

    private static MethodHandle filter(ClassLoader loader) throws ReflectiveOperationException {
      return MethodHandles.publicLookup()
          .findVirtual(
              Class.forName(GATEWAY + "filter.GlobalFilter", false, loader),
              "filter",
              methodType(
                  MonoHandles.type(loader),
                  exchange(loader),
                  Class.forName(GATEWAY + "filter.GatewayFilterChain", false, loader)));
    }

    Map<?, ?> attributes(Object exchange) throws Throwable {
      return (Map<?, ?>) attributes.invokeExact(exchange);
    }

    boolean isCommitted(Object exchange) throws Throwable {
      return (boolean) isCommitted.invoke(response.invoke(exchange));
    }

    /** The URL that names a service, of which the filter made that of an instance; or null. */
    URI balanced(Map<?, ?> attributes) {
      Object all = attributes.get(originalUrls);
      URI last = null;
      if (all instanceof Collection) {
        for (Object one : (Collection<?>) all) {
          if (one instanceof URI && "lb".equals(((URI) one).getScheme())) {
            last = (URI) one;
          }
        }
      }
      return last;
    }
  }
}
