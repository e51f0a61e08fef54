package io.github.nacosgraceful.library.reroute;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.Causes;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.reroute.FailedAddress;
import io.github.nacosgraceful.reroute.NeverSent;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.suspect.ConnectFailure;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URI;

/**
 * A call of WebClient through a filter of Spring Cloud, for LoadBalancer or for Ribbon. A call that
 * could not connect has read nothing of its body: no connector asks for it before.
 */
final class WebClientReroute extends ReactiveReroute {

  static final String FILTER =
      "org.springframework.cloud.client.loadbalancer.reactive.ReactorLoadBalancerExchangeFilterFunction";

  static final String WITH_RIBBON =
      "org.springframework.cloud.client.loadbalancer.reactive.LoadBalancerExchangeFilterFunction";

  static final Members<Handles> HANDLES =
      new Members<>(
          type -> new Handles(type.getClassLoader()),
          "reroute is off",
          "Calls of WebClient that cannot connect are not made at another instance");

  private static final String CLIENT = "org.springframework.web.reactive.function.client.";

  WebClientReroute(Reroutes reroutes, int point) {
    super(reroutes, point);
  }

  @Override
  FilterHandles handles(Object filter) {
    return HANDLES.get(filter.getClass());
  }

  @Override
  String service(FilterHandles handles, Object request) throws Throwable {
    return ((URI) ((Handles) handles).url.invokeExact(request)).getHost();
  }

  /**
   * A filter behind the balancer's may call others, and a redirect may lead to one: that failure
   * has another address. Where it has none, only what may be repeated is made once more.
   */
  @Override
  HostPort unsent(FilterHandles handles, Object request, Throwable thrown) throws Throwable {
    if (!ConnectFailure.isIn(thrown)) {
      return null;
    }
    Object failure = requestFailure(thrown);
    if (failure == null) {
      return FailedAddress.in(thrown); // before Spring 5.3 it is Netty's own
    }
    HostPort called = HostPort.of((URI) Reflection.call(failure, "getUri"));
    return NeverSent.isCertain(called, thrown, () -> reads(failure)) ? called : null;
  }

  private static Object requestFailure(Throwable thrown) {
    for (Throwable cause : Causes.of(thrown)) {
      if (cause.getClass().getName().equals(CLIENT + "WebClientRequestException")) {
        return cause;
      }
    }
    return null;
  }

  private static boolean reads(Object failure) throws ReflectiveOperationException {
    String method = String.valueOf(Reflection.call(failure, "getMethod"));
    return method.equals("GET") || method.equals("HEAD");
  }

  /** A request is immutable. */
  @Override
  void reset(FilterHandles handles, Object request) {}

  static final class Handles extends FilterHandles {

    private final MethodHandle url;

    Handles(ClassLoader loader) throws ReflectiveOperationException {
      super(new MonoHandles(loader), filter(loader));
      url =
          MethodHandles.publicLookup()
              .findVirtual(request(loader), "url", methodType(URI.class))
              .asType(methodType(URI.class, Object.class));
    }

    private static Class<?> request(ClassLoader loader) throws ClassNotFoundException {
      return Class.forName(CLIENT + "ClientRequest", false, loader);
    }

    private static MethodHandle filter(ClassLoader loader) throws ReflectiveOperationException {
      return MethodHandles.publicLookup()
          .findVirtual(
              Class.forName(CLIENT + "ExchangeFilterFunction", false, loader),
              "filter",
              methodType(
                  MonoHandles.type(loader),
                  request(loader),
                  Class.forName(CLIENT + "ExchangeFunction", false, loader)));
    }
  }
}
