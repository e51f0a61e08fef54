package io.github.nacosgraceful.library.reroute;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.reroute.Reroutes;
import io.github.nacosgraceful.reroute.Unsent;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URI;

/**
 * A call of Feign through Spring Cloud LoadBalancer. Its body is an array, and can be given again.
 */
class FeignReroute extends BlockingReroute {

  static final String CLIENT =
      "org.springframework.cloud.openfeign.loadbalancer.FeignBlockingLoadBalancerClient";

  static final Members<FeignReroute.Handles> HANDLES =
      new Members<>(
          type -> new Handles(type.getClassLoader()),
          "reroute is off",
          "Calls of Feign that cannot connect are not made at another instance");

  FeignReroute(Reroutes reroutes) {
    super(reroutes);
  }

  @Override
  String service(Object client, Object request) throws Throwable {
    Handles feign = HANDLES.get(request.getClass());
    return feign == null ? null : URI.create((String) feign.url.invoke(request)).getHost();
  }

  @Override
  Call again(Unsent unsent, Object client, Object request, Object options, Object none)
      throws ReflectiveOperationException {
    Handles feign = HANDLES.get(request.getClass());
    return feign == null ? null : () -> feign.execute.invoke(client, request, options);
  }

  /** In the class loader of {@code feign.Request}, which is final. */
  static final class Handles {

    private final MethodHandle url;
    private final MethodHandle execute;

    Handles(ClassLoader loader) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> request = Class.forName("feign.Request", false, loader);
      url = lookup.findVirtual(request, "url", methodType(String.class));
      execute =
          lookup.findVirtual(
              Class.forName("feign.Client", false, loader),
              "execute",
              methodType(
                  Class.forName("feign.Response", false, loader),
                  request,
                  Class.forName("feign.Request$Options", false, loader)));
    }
  }
}
