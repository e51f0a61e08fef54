package io.github.nacosgraceful.contract.program;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.springframework.cloud.client.ServiceInstance;
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
        AtomicInteger position = new AtomicInteger();
        warmUp(nacos, "round-robin-" + known, known, size -> position.getAndIncrement() % size);
        warmUp(nacos, "random-" + known, known, ThreadLocalRandom.current()::nextInt);
      }
    }
    stress(nacos, byHand, false);
    stress(nacos, byHand, true);
    System.exit(0);
  }

  /**
   * @param place what a balancer picks from a list of that size
   */
  private static void warmUp(NacosMemory nacos, String name, int known, IntUnaryOperator place)
      throws InterruptedException {
    String service = "warm-up-" + name;
    nacos.push(service, known, 1);
    ServiceInstanceListSupplier supplier = new Suppliers().over(new Discovery(nacos), service);
    Suppliers.pick(supplier);
    WarmUpCases.run(
        name,
        nacos,
        service,
        known,
        () -> {
          List<ServiceInstance> instances = supplier.get().next().block();
          return instances.get(place.applyAsInt(instances.size())).getPort();
        });
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
