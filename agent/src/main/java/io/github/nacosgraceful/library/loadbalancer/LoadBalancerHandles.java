package io.github.nacosgraceful.library.loadbalancer;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Collections;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The members of Reactor and Spring Cloud LoadBalancer that the guard calls, in one class loader:
 * all or none. The same signatures in reactor-core 3.3 to 3.8.
 */
final class LoadBalancerHandles {

  static final Members<LoadBalancerHandles> MEMBERS =
      new Members<>(
          type -> new LoadBalancerHandles(type.getClassLoader()),
          "loadbalancer is off",
          "Spring Cloud LoadBalancer keeps its own cache");

  /** How long a lookup may take where there is something else to serve. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final MethodHandle defer;
  private final MethodHandle just;
  private final MethodHandle failing;
  private final MethodHandle take;
  private final MethodHandle defaultIfEmpty;
  private final MethodHandle timeout;
  private final MethodHandle concatMap;
  private final MethodHandle onErrorResume;
  private final MethodHandle serviceId;
  private final MethodHandle host;
  private final MethodHandle port;
  private final MethodHandle serviceOf;

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
    defaultIfEmpty =
        lookup.findVirtual(flux, "defaultIfEmpty", MethodType.methodType(flux, Object.class));
    timeout = lookup.findVirtual(flux, "timeout", MethodType.methodType(flux, Duration.class));
    concatMap = lookup.findVirtual(flux, "concatMap", MethodType.methodType(flux, Function.class));
    onErrorResume =
        lookup.findVirtual(flux, "onErrorResume", MethodType.methodType(flux, Function.class));
    serviceId = lookup.findVirtual(supplier, "getServiceId", MethodType.methodType(String.class));
    Class<?> instance =
        Class.forName("org.springframework.cloud.client.ServiceInstance", false, loader);
    host = lookup.findVirtual(instance, "getHost", MethodType.methodType(String.class));
    port = lookup.findVirtual(instance, "getPort", MethodType.methodType(int.class));
    serviceOf = lookup.findVirtual(instance, "getServiceId", MethodType.methodType(String.class));
  }

  /** Those for a hooked supplier or an instance, or null. */
  static LoadBalancerHandles of(Object anyOfThem) {
    return MEMBERS.get(anyOfThem.getClass());
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

  /** Of a ServiceInstance; null if it has none. */
  HostPort address(Object instance) throws Throwable {
    return HostPort.of((String) host.invoke(instance), (int) port.invoke(instance));
  }

  /** Of a ServiceInstance; null if it cannot be read. */
  HostPort addressOrNull(Object instance) {
    try {
      return address(instance);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /** The service of a ServiceInstance. */
  String serviceOf(Object instance) throws Throwable {
    return (String) serviceOf.invoke(instance);
  }

  /**
   * What {@code mapping} makes of the first list of a lookup, or of an empty one if there is none;
   * on an error what {@code fallback} gives.
   *
   * @param impatient whether a lookup that takes seconds is an error
   */
  Object first(
      Object lookup,
      boolean impatient,
      Function<Object, Object> mapping,
      Function<Throwable, Object> fallback)
      throws Throwable {
    Object list = defaultIfEmpty.invoke(take.invoke(lookup, 1L), Collections.emptyList());
    if (impatient) {
      list = timeout.invoke(list, PATIENCE);
    }
    return onErrorResume.invoke(concatMap.invoke(list, mapping), fallback);
  }

  /** What {@code mapping} makes of each element, one after the other. */
  Object each(Object flux, Function<Object, Object> mapping) throws Throwable {
    return concatMap.invoke(flux, mapping);
  }

  Object error(Throwable error) throws Throwable {
    return failing.invoke(error);
  }
}
