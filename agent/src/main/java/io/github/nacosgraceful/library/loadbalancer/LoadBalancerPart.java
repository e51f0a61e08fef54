package io.github.nacosgraceful.library.loadbalancer;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.LateOutcome;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where Spring Cloud LoadBalancer 2.2 to 5.0 keeps instances: {@code
 * CachingServiceInstanceListSupplier}, 35 s long, and {@code
 * HealthCheckServiceInstanceListSupplier}, for ever; and where its balancers draw one.
 *
 * <p>The suppliers' constructors build one Flux and {@code get()} returns it for ever, so the guard
 * goes into the constructor. A pick has one advice, which does nothing while nothing warms up.
 */
public final class LoadBalancerPart extends Part {

  /** A caching supplier was built. Arguments: delegate, Flux; returns the Flux to use. */
  private static final int SUPPLIER = Bridge.point("loadbalancer.supplier");

  /** A health-checking supplier was built. Arguments: delegate, Flux; returns the Flux to use. */
  private static final int HEALTH = Bridge.point("loadbalancer.health");

  /** A caching supplier that was made before the agent came gives its Flux; returns another. */
  private static final int LATE_SUPPLIER = Bridge.point("loadbalancer.late-supplier");

  /** A list is about to be health-checked. Returns the list to check. */
  private static final int CHECKS = Bridge.point("loadbalancer.checks");

  /** A balancer draws from what all suppliers have left. Returns the list to draw from. */
  private static final int DRAW = Bridge.point("loadbalancer.draw");

  private static final String CORE = "org.springframework.cloud.loadbalancer.core.";
  private static final String CACHING = CORE + "CachingServiceInstanceListSupplier";
  private static final String HEALTH_CHECKING = CORE + "HealthCheckServiceInstanceListSupplier";

  private LateGuards late;

  public LoadBalancerPart() {
    super(Option.LOADBALANCER);
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>(lists());
    hooks.addAll(draws());
    return hooks;
  }

  @Override
  public List<Hook> lateHooks() {
    return Collections.singletonList(
        Hook.on(
            CACHING,
            "get()Lreactor/core/publisher/Flux;",
            Advice.of(LATE_SUPPLIER).replaceResult(SELF, NOTHING)));
  }

  private static List<Hook> lists() {
    return Arrays.asList(
        Hook.on(
            CACHING,
            "<init>(Lorg/springframework/cloud/loadbalancer/core/ServiceInstanceListSupplier;"
                + "Lorg/springframework/cache/CacheManager;)V",
            Advice.of(SUPPLIER).replaceField("serviceInstances", SELF, argument(0))),
        // Their parameters differ by version.
        Hook.onConstructors(
            HEALTH_CHECKING,
            Advice.of(HEALTH).replaceField("aliveInstancesReplay", SELF, argument(0))),
        Hook.on(
            HEALTH_CHECKING,
            "healthCheckFlux(Ljava/util/List;)Lreactor/core/publisher/Flux;",
            Advice.of(CHECKS).replaceArgument(0, SELF)));
  }

  private static List<Hook> draws() {
    Advice draw = Advice.of(DRAW).replaceArgument(0, SELF);
    List<Hook> hooks = new ArrayList<>();
    for (String balancer : new String[] {"RoundRobinLoadBalancer", "RandomLoadBalancer"}) {
      hooks.addAll(
          Hook.oneOf(
              CORE + balancer,
              draw,
              "getInstanceResponse(Ljava/util/List;)"
                  + "Lorg/springframework/cloud/client/loadbalancer/reactive/Response;",
              "getInstanceResponse(Ljava/util/List;)"
                  + "Lorg/springframework/cloud/client/loadbalancer/Response;")); // 3.0
    }
    hooks.add(
        Hook.maybeOn(
            "com.alibaba.cloud.nacos.balancer.NacosBalancer",
            "getHostByRandomWeight3(Ljava/util/List;)"
                + "Lorg/springframework/cloud/client/ServiceInstance;",
            Advice.of(DRAW).replaceArgument(0, NOTHING)));
    return hooks;
  }

  @Override
  public void connect(Core core) {
    Services services = core.services();
    DryRun dryRun = core.dryRun();
    SupplierHandlers suppliers = new SupplierHandlers(services, dryRun, SUPPLIER);
    Bridge.install(SUPPLIER, suppliers.onBuilt());
    late = new LateGuards(SUPPLIER);
    Bridge.install(LATE_SUPPLIER, late);
    HealthHandlers health = new HealthHandlers(services, dryRun, HEALTH);
    Bridge.install(HEALTH, health.onBuilt());
    Bridge.install(CHECKS, health.onCheck());
    Bridge.install(DRAW, WarmPicks.onDraw(services, dryRun, Ticker.SYSTEM));
  }

  @Override
  public Set<String> lateTypes() {
    return new HashSet<>(Arrays.asList(CACHING, HEALTH_CHECKING));
  }

  @Override
  public void arm(Object supplier, LateOutcome outcome) throws Throwable {
    if (Reflection.isA(supplier, HEALTH_CHECKING)) {
      outcome.cannotArm(
          "a list of Spring Cloud LoadBalancer that is health-checked: it goes on as it is");
      return;
    }
    Object delegate = Reflection.get(supplier, "delegate");
    if (late.add(supplier, delegate, Reflection.get(supplier, "serviceInstances"))) {
      outcome.guarded();
    }
  }

  @Override
  public List<Need> needs() {
    String instance = "org.springframework.cloud.client.ServiceInstance";
    return Arrays.asList(
        Need.handles(CACHING, LoadBalancerHandles.MEMBERS),
        Need.method(instance, "getHost"),
        Need.method(instance, "getPort"),
        Need.field(CACHING, "delegate"));
  }
}
