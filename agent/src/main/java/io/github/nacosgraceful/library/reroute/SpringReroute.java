package io.github.nacosgraceful.library.reroute;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.reroute.Unsent;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URI;

/**
 * A blocking call of Spring (RestTemplate, RestClient, HTTP interfaces) through the interceptor of
 * Spring Cloud, whatever balancer is behind it. Its body is an array, and can be given again.
 */
final class SpringReroute extends BlockingReroute {

  static final String INTERCEPTOR =
      "org.springframework.cloud.client.loadbalancer.LoadBalancerInterceptor";

  static final Members<Handles> HANDLES =
      new Members<>(
          type -> new Handles(type.getClassLoader()),
          "reroute is off",
          "Calls of RestTemplate and RestClient that cannot connect are not made at another instance");

  SpringReroute(Reroutes reroutes) {
    super(reroutes);
  }

  @Override
  String service(Object interceptor, Object request) throws Throwable {
    Handles spring = HANDLES.get(request.getClass());
    return spring == null ? null : ((URI) spring.uri.invoke(request)).getHost();
  }

  @Override
  Call again(Unsent unsent, Object interceptor, Object request, Object body, Object execution)
      throws Throwable {
    Handles spring = HANDLES.get(interceptor.getClass());
    Object rest = spring == null ? null : Executions.again(execution, interceptor);
    return rest == null ? null : () -> spring.intercept.invoke(interceptor, request, body, rest);
  }

  static final class Handles {

    private final MethodHandle uri;
    private final MethodHandle intercept;

    Handles(ClassLoader loader) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      String http = "org.springframework.http.";
      Class<?> request = Class.forName(http + "HttpRequest", false, loader);
      uri = lookup.findVirtual(request, "getURI", methodType(URI.class));
      intercept =
          lookup.findVirtual(
              Class.forName(http + "client.ClientHttpRequestInterceptor", false, loader),
              "intercept",
              methodType(
                  Class.forName(http + "client.ClientHttpResponse", false, loader),
                  request,
                  byte[].class,
                  Class.forName(http + "client.ClientHttpRequestExecution", false, loader)));
    }
  }
}
