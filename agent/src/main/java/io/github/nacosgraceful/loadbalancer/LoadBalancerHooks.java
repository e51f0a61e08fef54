package io.github.nacosgraceful.loadbalancer;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Where Spring Cloud LoadBalancer 2.2 to 5.0 keeps instances: {@code
 * CachingServiceInstanceListSupplier}, 35 s long, and {@code
 * HealthCheckServiceInstanceListSupplier}, for ever.
 *
 * <p>Their constructors build one Flux and {@code get()} returns it for ever, so the guard goes
 * into the constructor and a pick has no advice at all.
 */
public final class LoadBalancerHooks {

  static final String SUPPLIER =
      "org.springframework.cloud.loadbalancer.core.CachingServiceInstanceListSupplier";

  static final String HEALTH_CHECKS =
      "org.springframework.cloud.loadbalancer.core.HealthCheckServiceInstanceListSupplier";

  private LoadBalancerHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(
            Option.LOADBALANCER,
            SUPPLIER,
            "<init>(Lorg/springframework/cloud/loadbalancer/core/ServiceInstanceListSupplier;"
                + "Lorg/springframework/cache/CacheManager;)V",
            Hook.advice(LoadBalancerHooks.class, "Built")),
        // Their parameters differ by version.
        Hook.onConstructors(
            Option.LOADBALANCER,
            HEALTH_CHECKS,
            Hook.advice(LoadBalancerHooks.class, "HealthChecksBuilt")),
        Hook.on(
            Option.LOADBALANCER,
            HEALTH_CHECKS,
            "healthCheckFlux(Ljava/util/List;)Lreactor/core/publisher/Flux;",
            Hook.advice(LoadBalancerHooks.class, "HealthChecks")));
  }

  /** Inlined at the end of the constructor. */
  public static final class Built {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self,
        @Advice.FieldValue("delegate") Object delegate,
        @Advice.FieldValue(
                value = "serviceInstances",
                readOnly = false,
                typing = Assigner.Typing.DYNAMIC)
            Object instances) {
      instances = Bridge.replace(Bridge.LOADBALANCER_SUPPLIER, self, delegate, instances);
    }
  }

  /** Inlined at the end of the constructors. */
  public static final class HealthChecksBuilt {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self,
        @Advice.Argument(0) Object delegate,
        @Advice.FieldValue(
                value = "aliveInstancesReplay",
                readOnly = false,
                typing = Assigner.Typing.DYNAMIC)
            Object alive) {
      alive = Bridge.replace(Bridge.LOADBALANCER_HEALTH, self, delegate, alive);
    }
  }

  /** Inlined where the checks of a list are put together. */
  public static final class HealthChecks {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(
        @Advice.This Object self,
        @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object instances) {
      instances = Bridge.replace(Bridge.LOADBALANCER_CHECKS, self, null, instances);
    }
  }
}
