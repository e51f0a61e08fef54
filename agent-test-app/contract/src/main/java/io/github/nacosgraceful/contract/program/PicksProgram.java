package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A caller with both balancers, Spring Cloud LoadBalancer and Ribbon, as far as picks go. Prints
 * what is picked, as digits, after each thing that Nacos says.
 */
public final class PicksProgram {

  private static final int PICKS = 20;

  private PicksProgram() {}

  public static void main(String[] arguments) throws Exception {
    NacosMemory nacos = new NacosMemory();
    push(nacos, 1, 2, 9);
    LoadBalancerContext context =
        new LoadBalancerContext(
            "orders", new Discovery(nacos), Collections.emptyMap(), /* chain= */ null);
    ZoneAwareLoadBalancer<Server> ribbon =
        Balancers.balancer(
            "orders",
            new RoundRobinRule(),
            new DummyPing(),
            () -> Balancers.servers(nacos, "orders"));
    say("first", context, ribbon);
    push(nacos, 2, 3, 9);
    say("one-left", context, ribbon);
    push(nacos, 3, 4);
    say("others", context, ribbon);
    nacos.pushLate("orders", instances(1));
    say("late", context, ribbon);
    push(nacos);
    say("empty", context, ribbon);
    push(nacos, 5);
    say("back", context, ribbon);
    System.exit(0);
  }

  private static void push(NacosMemory nacos, int... digits) {
    nacos.push("orders", instances(digits));
  }

  /** Ribbon knows them by their hosts. */
  private static List<Instance> instances(int... digits) {
    return Instances.of(digits);
  }

  private static void say(
      String what, LoadBalancerContext context, ZoneAwareLoadBalancer<Server> ribbon) {
    System.out.printf(
        "%s instances=%d picks=%d ribbon=%d%n",
        what, context.digits(), context.picks(PICKS), picks(ribbon));
  }

  private static long picks(ZoneAwareLoadBalancer<Server> ribbon) {
    TreeSet<String> picked = new TreeSet<>();
    for (int i = 0; i < PICKS; i++) {
      Server server = ribbon.chooseServer("default");
      if (server != null) {
        picked.add(server.getHost().substring(server.getHost().lastIndexOf('.') + 1));
      }
    }
    String digits = picked.stream().collect(Collectors.joining());
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}
