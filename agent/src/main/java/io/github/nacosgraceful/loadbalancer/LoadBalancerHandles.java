package io.github.nacosgraceful.loadbalancer;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The members of Reactor and Spring Cloud LoadBalancer that the guard calls, in one class loader:
 * all or none. The same signatures in reactor-core 3.3 to 3.8.
 */
final class LoadBalancerHandles {

  private final MethodHandle defer;
  private final MethodHandle just;
  private final MethodHandle failing;
  private final MethodHandle take;
  private final MethodHandle map;
  private final MethodHandle onErrorResume;
  private final MethodHandle serviceId;

  /**
   * @param loader of the hooked supplier
   */
  LoadBalancerHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> flux = Class.forName("reactor.core.publisher.Flux", false, loader);
    Class<?> supplier =
        Class.forName(
            "org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier",
            false,
            loader);
    defer = lookup.findStatic(flux, "defer", MethodType.methodType(flux, Supplier.class));
    just = lookup.findStatic(flux, "just", MethodType.methodType(flux, Object.class));
    failing = lookup.findStatic(flux, "error", MethodType.methodType(flux, Throwable.class));
    take = lookup.findVirtual(flux, "take", MethodType.methodType(flux, long.class));
    map = lookup.findVirtual(flux, "map", MethodType.methodType(flux, Function.class));
    onErrorResume =
        lookup.findVirtual(flux, "onErrorResume", MethodType.methodType(flux, Function.class));
    serviceId = lookup.findVirtual(supplier, "getServiceId", MethodType.methodType(String.class));
  }

  String serviceId(Object supplier) throws Throwable {
    return (String) serviceId.invoke(supplier);
  }

  /** A Flux that asks {@code source} anew for each subscriber. */
  Object defer(Supplier<Object> source) throws Throwable {
    return defer.invoke(source);
  }

  Object just(Object value) throws Throwable {
    return just.invoke(value);
  }

  /** The first element of {@code flux}, mapped; on an error what {@code fallback} gives. */
  Object first(Object flux, Function<Object, Object> mapping, Function<Throwable, Object> fallback)
      throws Throwable {
    return onErrorResume.invoke(map.invoke(take.invoke(flux, 1L), mapping), fallback);
  }

  Object error(Throwable error) throws Throwable {
    return failing.invoke(error);
  }
}
