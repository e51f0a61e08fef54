package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.pojo.Instance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplierBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Instance 2 joins instance 9 and warms up; it is the only one of its version, zone and colour, and
 * a session is bound to it. Prints for each way to ask for it how many of 3 000 picks reach it, and
 * how many where nothing asks for it.
 */
public final class GreyProgram {

  private static final int PICKS = 3000;
  private static final String GREY = "2";

  private final NacosMemory nacos;

  private GreyProgram(NacosMemory nacos) {
    this.nacos = nacos;
  }

  public static void main(String[] arguments) throws Exception {
    GreyProgram program = new GreyProgram(new NacosMemory());
    Map<String, Object> none = Collections.emptyMap();
    program.run("any", none, GreyProgram::cached);
    program.run("filter", none, context -> filtered(cached(context)));
    Map<String, Object> zone = new TreeMap<>();
    zone.put("spring.cloud.loadbalancer.zone", "home");
    program.step("zone", zone, "withZonePreference");
    program.step("hint", none, "withHints");
    program.step("sticky", none, "withRequestBasedStickySession");
    System.exit(0);
  }

  private void step(String name, Map<String, Object> properties, String step) throws Exception {
    boolean known =
        Arrays.stream(ServiceInstanceListSupplierBuilder.class.getMethods())
            .anyMatch(method -> method.getName().equals(step) && method.getParameterCount() == 0);
    if (known) {
      run(
          name,
          properties,
          context -> {
            ServiceInstanceListSupplierBuilder builder =
                ServiceInstanceListSupplier.builder().withBlockingDiscoveryClient().withCaching();
            ServiceInstanceListSupplierBuilder.class.getMethod(step).invoke(builder);
            return builder.build(context);
          });
    }
  }

  private static ServiceInstanceListSupplier cached(GenericApplicationContext context) {
    return ServiceInstanceListSupplier.builder()
        .withBlockingDiscoveryClient()
        .withCaching()
        .build(context);
  }

  /** As many applications have it: by version, and all others where there is none of it. */
  private static ServiceInstanceListSupplier filtered(ServiceInstanceListSupplier all) {
    return new FixedSupplier(all.getServiceId(), () -> all.get().map(GreyProgram::ofVersion));
  }

  private static List<ServiceInstance> ofVersion(List<ServiceInstance> all) {
    List<ServiceInstance> some =
        all.stream()
            .filter(instance -> "1.0".equals(instance.getMetadata().get("API_VERSION")))
            .collect(Collectors.toList());
    return some.isEmpty() ? all : some;
  }

  private void run(String name, Map<String, Object> properties, LoadBalancerContext.Chain chain)
      throws Exception {
    try (LoadBalancerContext context =
        new LoadBalancerContext(name, new Discovery(nacos), properties, chain)) {
      nacos.push(name, Instances.of(9));
      context.picks(1);
      List<Instance> both = new ArrayList<>(Instances.of(2, 9));
      both.get(0).getMetadata().put("nacos-graceful.warmup", "600000;2;17");
      nacos.push(name, both);
      long reached = context.count(GREY, PICKS);
      // A balancer of the application's own picks from what its supplier gives.
      long own = 0;
      for (int i = 0; i < PICKS; i++) {
        own +=
            LoadBalancerContext.digit(ofVersion(context.instances()).get(0)).equals(GREY) ? 1 : 0;
      }
      System.out.printf("%s reached=%d own=%d%n", name, reached, own);
    }
  }
}
