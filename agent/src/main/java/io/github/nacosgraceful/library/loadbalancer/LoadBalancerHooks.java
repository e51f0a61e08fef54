package io.github.nacosgraceful.library.loadbalancer;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/**
 * Where Spring Cloud LoadBalancer 2.2 to 5.0 keeps instances: {@code
 * CachingServiceInstanceListSupplier}, 35 s long, and {@code
 * HealthCheckServiceInstanceListSupplier}, for ever.
 *
 * <p>Their constructors build one Flux and {@code get()} returns it for ever, so the guard goes
 * into the constructor and a pick has no advice at all.
 */
public final class LoadBalancerHooks {

  public static final String SUPPLIER =
      "org.springframework.cloud.loadbalancer.core.CachingServiceInstanceListSupplier";

  public static final String HEALTH_CHECKS =
      "org.springframework.cloud.loadbalancer.core.HealthCheckServiceInstanceListSupplier";

  private LoadBalancerHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(
            Option.LOADBALANCER,
            SUPPLIER,
            "<init>(Lorg/springframework/cloud/loadbalancer/core/ServiceInstanceListSupplier;"
                + "Lorg/springframework/cache/CacheManager;)V",
            Advice.of(Bridge.LOADBALANCER_SUPPLIER)
                .replaceField("serviceInstances", SELF, argument(0))),
        // Their parameters differ by version.
        Hook.onConstructors(
            Option.LOADBALANCER,
            HEALTH_CHECKS,
            Advice.of(Bridge.LOADBALANCER_HEALTH)
                .replaceField("aliveInstancesReplay", SELF, argument(0))),
        Hook.on(
            Option.LOADBALANCER,
            HEALTH_CHECKS,
            "healthCheckFlux(Ljava/util/List;)Lreactor/core/publisher/Flux;",
            Advice.of(Bridge.LOADBALANCER_CHECKS).replaceArgument(0, SELF)),
        Hook.maybeOn(
            Option.LOADBALANCER,
            "com.alibaba.cloud.nacos.balancer.NacosBalancer",
            "getHostByRandomWeight3(Ljava/util/List;)"
                + "Lorg/springframework/cloud/client/ServiceInstance;",
            Advice.of(Bridge.NACOS_BALANCER).replaceArgument(0, NOTHING)));
  }
}
