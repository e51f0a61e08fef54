package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.suspect.Suspects;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Function;

/**
 * Leaves suspects out of the lists that balancers read. Runs on the thread that reads; does nothing
 * while nothing is suspected.
 */
abstract class ListHandler extends Handler {

  private final Suspects suspects;
  private final Members<Instances> instances =
      new Members<>(
          source -> resolve(source.getClassLoader()),
          "suspect is off",
          "Instances that calls cannot connect to are picked like the others");

  private ListHandler(Suspects suspects) {
    this.suspects = suspects;
  }

  abstract Instances resolve(ClassLoader loader) throws ReflectiveOperationException;

  @Override
  public Object replace(Object source, Object none, Object list) throws Throwable {
    return suspects.isEmpty() || list == null ? list : avoid(source, list);
  }

  private Object avoid(Object source, Object list) throws Throwable {
    if (source == null) {
      List<?> all = (List<?>) list;
      return all.isEmpty() ? list : avoid(all.get(0), list);
    }
    Instances reads = instances.get(source.getClass());
    String name = reads == null ? null : reads.service(source);
    if (name == null) {
      return list;
    }
    String service = ServiceName.bare(name);
    if (reads.map == null) {
      return suspects.avoid(service, (List<?>) list, reads);
    }
    Function<Object, Object> avoiding = one -> suspects.avoid(service, (List<?>) one, reads);
    return reads.map.invoke(list, avoiding);
  }

  /** For a supplier of Spring Cloud LoadBalancer, whose list is a Flux of lists. */
  static Handler onLoadBalancerList(Suspects suspects) {
    return new ListHandler(suspects) {
      @Override
      Instances resolve(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> flux = Class.forName("reactor.core.publisher.Flux", false, loader);
        return new Instances(
            loader,
            "org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier",
            "getServiceId",
            "org.springframework.cloud.client.ServiceInstance",
            "getHost",
            MethodHandles.publicLookup()
                .findVirtual(flux, "map", MethodType.methodType(flux, Function.class)));
      }
    };
  }

  /** For a balancer of Ribbon. */
  static Handler onRibbonList(Suspects suspects) {
    return new ListHandler(suspects) {
      @Override
      Instances resolve(ClassLoader loader) throws ReflectiveOperationException {
        return new Instances(
            loader,
            "com.netflix.loadbalancer.BaseLoadBalancer",
            "getName",
            "com.netflix.loadbalancer.Server",
            "getHost",
            null);
      }
    };
  }

  /** For NacosRule, whose list tells itself which service it is of. */
  static Handler onNacosRuleList(Suspects suspects) {
    return new ListHandler(suspects) {
      @Override
      Instances resolve(ClassLoader loader) throws ReflectiveOperationException {
        String instance = "com.alibaba.nacos.api.naming.pojo.Instance";
        return new Instances(loader, instance, "getServiceName", instance, "getIp", null);
      }
    };
  }

  /** The members of one library that are needed, in one class loader: all or none. */
  static final class Instances implements Function<Object, HostPort> {

    /** {@code Flux.map}, or null where lists are plain. */
    final MethodHandle map;

    private final MethodHandle service;
    private final MethodHandle host;
    private final MethodHandle port;

    Instances(
        ClassLoader loader,
        String source,
        String serviceGetter,
        String instance,
        String hostGetter,
        MethodHandle map)
        throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> type = Class.forName(instance, false, loader);
      this.map = map;
      service =
          lookup.findVirtual(
              Class.forName(source, false, loader),
              serviceGetter,
              MethodType.methodType(String.class));
      host = lookup.findVirtual(type, hostGetter, MethodType.methodType(String.class));
      port = lookup.findVirtual(type, "getPort", MethodType.methodType(int.class));
    }

    String service(Object source) throws Throwable {
      return (String) service.invoke(source);
    }

    /** Null, which nothing is suspected by, if it cannot be read. */
    @Override
    public HostPort apply(Object one) {
      try {
        return HostPort.of((String) host.invoke(one), (int) port.invoke(one));
      } catch (Throwable unreadable) {
        return null;
      }
    }
  }
}
