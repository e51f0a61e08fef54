package io.github.nacosgraceful.loadbalancer;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Where Spring Cloud LoadBalancer 2.2 to 5.0 keeps instances: {@code
 * CachingServiceInstanceListSupplier}, 35 s long.
 *
 * <p>Its constructor builds one Flux and {@code get()} returns it for ever, so the guard goes into
 * the constructor and a pick has no advice at all.
 */
public final class LoadBalancerHooks {

  static final String SUPPLIER =
      "org.springframework.cloud.loadbalancer.core.CachingServiceInstanceListSupplier";

  private LoadBalancerHooks() {}

  public static List<Hook> hooks() {
    return Collections.singletonList(
        Hook.on(
            Option.LOADBALANCER,
            SUPPLIER,
            "<init>(Lorg/springframework/cloud/loadbalancer/core/ServiceInstanceListSupplier;"
                + "Lorg/springframework/cache/CacheManager;)V",
            Hook.advice(LoadBalancerHooks.class, "Built")));
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
}
