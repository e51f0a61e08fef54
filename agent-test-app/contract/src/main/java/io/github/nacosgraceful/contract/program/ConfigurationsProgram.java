package io.github.nacosgraceful.contract.program;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cloud.loadbalancer.cache.DefaultLoadBalancerCacheManager;
import org.springframework.cloud.loadbalancer.cache.LoadBalancerCacheManager;
import org.springframework.cloud.loadbalancer.cache.LoadBalancerCacheProperties;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplierBuilder;

/**
 * Runs through the configurations of Spring Cloud LoadBalancer, each in an application context of
 * its own, and prints for each what its suppliers give before a push, after it, and after one more.
 * The same service has 1, 2 and 9, then 2, 3 and 9, then 3, 4 and 9; 9 is in another zone, of
 * another colour and API version, and 2 weighs double.
 *
 * <p>The balancer picks right after each push, and must pick what the suppliers give.
 */
public final class ConfigurationsProgram {

  private static final int PICKS = 12;
  private static final int[][] LISTS = {{1, 2, 9}, {2, 3, 9}, {3, 4, 9}};

  private static final String LOOKUP = "withBlockingDiscoveryClient";
  private static final String HOP = "withDiscoveryClient";
  private static final String CACHE = "withCaching";

  private final NacosMemory nacos;

  private ConfigurationsProgram(NacosMemory nacos) {
    this.nacos = nacos;
  }

  public static void main(String[] arguments) throws Exception {
    ConfigurationsProgram program = new ConfigurationsProgram(new NacosMemory());
    program.caches();
    if (isPresent("core.ServiceInstanceListSupplierBuilder")) {
      program.suppliers();
    }
    System.exit(0);
  }

  private void caches() throws Exception {
    run("own", none(), null);
    run("default", none(), null, defaultManager());
    run("user-defined", none(), null, new UserDefined());
    Map<String, Object> off = new TreeMap<>();
    off.put("spring.cloud.loadbalancer.cache.enabled", "false");
    run("cache-off", off, null);
  }

  private void suppliers() throws Exception {
    chain("hop", none(), HOP, CACHE);
    Map<String, Object> zone = property("spring.cloud.loadbalancer.zone", "home");
    bothOrders("zone", zone, "withZonePreference");
    bothOrders("same-instance", none(), "withSameInstancePreference");
    bothOrders("sticky", none(), "withRequestBasedStickySession");
    bothOrders("hint", none(), "withHints");
    bothOrders("retry-aware", none(), "withRetryAwareness");
    bothOrders("weighted", none(), "withWeighted");
    Map<String, Object> subset = property("spring.cloud.loadbalancer.subset.size", "2");
    subset.put("spring.cloud.loadbalancer.subset.instance-id", "caller");
    bothOrders("subset", subset, "withSubset");
    chain("subset-uncached", subset, LOOKUP, "withSubset");
    // Not inside the cache: the framework itself does not start then.
    Map<String, Object> version =
        property("spring.cloud.loadbalancer.api-version.header", "X-Version");
    chain("api-version-cached", version, LOOKUP, CACHE, "withBlockingApiVersioning");
  }

  private void bothOrders(String name, Map<String, Object> properties, String step)
      throws Exception {
    chain(name + "-cached", properties, LOOKUP, CACHE, step);
    chain("cached-" + name, properties, LOOKUP, step, CACHE);
  }

  private void chain(String name, Map<String, Object> properties, String... steps)
      throws Exception {
    if (Arrays.stream(steps).allMatch(ConfigurationsProgram::isStep)) {
      run(
          name,
          properties,
          context -> {
            ServiceInstanceListSupplierBuilder builder = ServiceInstanceListSupplier.builder();
            for (String step : steps) {
              ServiceInstanceListSupplierBuilder.class.getMethod(step).invoke(builder);
            }
            return builder.build(context);
          });
    }
  }

  private void run(
      String name, Map<String, Object> properties, LoadBalancerContext.Chain chain, Object... beans)
      throws Exception {
    Discovery discovery = new Discovery(nacos);
    boolean prefersOne = name.contains("same-instance");
    try (LoadBalancerContext context =
        new LoadBalancerContext(name, discovery, properties, chain, beans)) {
      if (beans.length > 0 && context.cacheManager() != beans[0]) {
        throw new IllegalStateException(name + " has another cache");
      }
      StringBuilder line = new StringBuilder(name);
      boolean agreed = true;
      for (int step = 0; step < LISTS.length; step++) {
        nacos.push(name, Instances.of(LISTS[step]));
        long given = context.digits();
        line.append(" after").append(step).append('=').append(given);
        agreed &= agrees(context.picks(PICKS), distinct(given), prefersOne);
        if (step == 0 && prefersOne && Requests.isTold(context.supplier())) {
          discovery.getInstances(name).stream()
              .filter(i -> LoadBalancerContext.digit(i).equals("2"))
              .forEach(i -> Requests.picked(context.supplier(), i));
        }
      }
      System.out.println(line + " agreed=" + (agreed ? 1 : 0));
    }
  }

  /** Whether the balancer picked what was given: each of it, or one. */
  private static boolean agrees(long picked, long given, boolean one) {
    return one ? String.valueOf(given).contains(String.valueOf(picked)) : picked == given;
  }

  private static long distinct(long digits) {
    return Long.parseLong(
        String.valueOf(digits)
            .chars()
            .distinct()
            .mapToObj(Character::toString)
            .collect(Collectors.joining()));
  }

  private static Map<String, Object> none() {
    return Collections.emptyMap();
  }

  private static Map<String, Object> property(String name, String value) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put(name, value);
    return properties;
  }

  private static Object defaultManager() {
    return new DefaultLoadBalancerCacheManager(new LoadBalancerCacheProperties());
  }

  private static boolean isStep(String name) {
    return Arrays.stream(ServiceInstanceListSupplierBuilder.class.getMethods())
        .anyMatch(method -> method.getName().equals(name) && method.getParameterCount() == 0);
  }

  private static boolean isPresent(String name) {
    try {
      Class.forName("org.springframework.cloud.loadbalancer." + name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** A cache of the application's own. */
  private static final class UserDefined extends ConcurrentMapCacheManager
      implements LoadBalancerCacheManager {}
}
