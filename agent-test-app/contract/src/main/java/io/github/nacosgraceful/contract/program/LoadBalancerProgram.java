package io.github.nacosgraceful.contract.program;

import java.util.function.BiFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.loadbalancer.core.RandomLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.RoundRobinLoadBalancer;
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
      for (int known : new int[] {1, 4}) {
        warmUp(nacos, "round-robin-" + known, known, RoundRobinLoadBalancer::new);
        warmUp(nacos, "random-" + known, known, RandomLoadBalancer::new);
      }
    }
    stress(nacos, byHand, false);
    stress(nacos, byHand, true);
    System.exit(0);
  }

  private static void warmUp(
      NacosMemory nacos,
      String name,
      int known,
      BiFunction<
              ObjectProvider<ServiceInstanceListSupplier>,
              String,
              ReactorServiceInstanceLoadBalancer>
          constructor)
      throws InterruptedException {
    String service = "warm-up-" + name;
    nacos.push(service, known, 1);
    ServiceInstanceListSupplier supplier = new Suppliers().over(new Discovery(nacos), service);
    ReactorServiceInstanceLoadBalancer balancer =
        constructor.apply(Suppliers.provider(supplier), service);
    Requests.chooseAny(balancer);
    WarmUpCases.run(name, nacos, service, known, () -> Requests.chooseAny(balancer).getPort());
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
