package io.github.nacosgraceful.contract.program;

import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/**
 * Runs on each version of Spring Cloud LoadBalancer in a JVM of its own, and prints a line for each
 * thing it tried. Its argument says who makes lists fresh: {@code by-hand}, which evicts the cache
 * on each push as users do today; {@code agent} and {@code plain}, with it or nobody at all, do
 * nothing about it.
 */
public final class LoadBalancerProgram {

  private LoadBalancerProgram() {}

  public static void main(String[] arguments) throws Exception {
    boolean byHand = arguments[0].equals("by-hand");
    NacosMemory nacos = new NacosMemory();
    WriteBack.run(nacos, byHand);
    OtherRegistry.run();
    if (arguments[0].equals("agent")) {
      BadLookup.run(nacos);
    }
    stress(nacos, byHand, false);
    stress(nacos, byHand, true);
    System.exit(0);
  }

  private static void stress(NacosMemory nacos, boolean byHand, boolean hop) throws Exception {
    String name = hop ? "stress-hop" : "stress-same-thread";
    Suppliers suppliers = new Suppliers();
    Discovery discovery = new Discovery(nacos);
    Stress stress = new Stress(nacos, name);
    ServiceInstanceListSupplier supplier =
        hop ? suppliers.over(discovery.reactive(), name) : suppliers.over(discovery, name);
    stress.run(
        name, () -> Suppliers.pick(supplier), byHand ? () -> suppliers.evict(name) : () -> {});
  }
}
