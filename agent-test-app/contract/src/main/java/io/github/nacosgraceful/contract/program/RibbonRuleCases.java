package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.AbstractLoadBalancerRule;
import com.netflix.loadbalancer.AvailabilityFilteringRule;
import com.netflix.loadbalancer.BestAvailableRule;
import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.RandomRule;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ServerStats;
import com.netflix.loadbalancer.WeightedResponseTimeRule;
import com.netflix.loadbalancer.ZoneAvoidanceRule;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;

/** What each rule picks right after one instance has left and another come. */
final class RibbonRuleCases {

  private static final int PICKS = 40;
  private static final int LEAVES = 1;
  private static final int STAYS = 2;
  private static final int COMES = 3;

  private RibbonRuleCases() {}

  static void run(NacosMemory nacos) throws InterruptedException {
    rule(nacos, new RoundRobinRule());
    rule(nacos, new RandomRule());
    rule(nacos, new WeightedResponseTimeRule());
    rule(nacos, new BestAvailableRule());
    rule(nacos, new AvailabilityFilteringRule());
    rule(nacos, new ZoneAvoidanceRule());
    zones(nacos);
    circuit(nacos);
    for (int known : new int[] {1, 4}) {
      warmUp(nacos, new RoundRobinRule(), known);
      warmUp(nacos, new RandomRule(), known);
      warmUp(nacos, new AvailabilityFilteringRule(), known);
      warmUp(nacos, new ZoneAvoidanceRule(), known);
    }
  }

  private static void warmUp(NacosMemory nacos, AbstractLoadBalancerRule rule, int known)
      throws InterruptedException {
    String name = rule.getClass().getSimpleName() + "-" + known;
    String service = "warm-up-" + name;
    nacos.push(service, known, 1);
    ZoneAwareLoadBalancer<Server> balancer = balancer(nacos, service, rule);
    WarmUpCases.run(name, nacos, service, known, () -> Balancers.pick(balancer));
    balancer.shutdown();
  }

  private static void rule(NacosMemory nacos, AbstractLoadBalancerRule rule) {
    String service = rule.getClass().getSimpleName();
    nacos.push(service, "10.0.0.1:" + LEAVES, "10.0.0.2:" + STAYS);
    ZoneAwareLoadBalancer<Server> balancer = balancer(nacos, service, new RoundRobinRule());
    for (Server server : balancer.getAllServers()) {
      balancer.getLoadBalancerStats().getSingleServerStat(server).noteResponseTime(10);
    }
    balancer.setRule(rule); // now, so that WeightedResponseTime begins with weights
    int before = Balancers.count(balancer, PICKS, LEAVES);

    // The new one first: BestAvailable takes the first of those with the least requests.
    nacos.push(service, "10.0.0.3:" + COMES, "10.0.0.2:" + STAYS);
    int gone = Balancers.count(balancer, PICKS, LEAVES);
    nacos.push(service, "10.0.0.3:" + COMES);
    int came = Balancers.count(balancer, 1, COMES);
    System.out.printf("%s before=%d gone=%d came=%d%n", service, before, gone, came);
    balancer.shutdown();
  }

  /** The second zone is so busy that Ribbon picks from the balancer of the first. */
  private static void zones(NacosMemory nacos) {
    String service = "zones";
    nacos.push(service, "first/10.0.0.1:" + LEAVES, "second/10.0.0.2:" + STAYS);
    ZoneAwareLoadBalancer<Server> balancer = balancer(nacos, service, new ZoneAvoidanceRule());
    ServerStats busy =
        balancer.getLoadBalancerStats().getSingleServerStat(new Server("10.0.0.2", STAYS));
    for (int i = 0; i < 10; i++) {
      busy.incrementActiveRequestsCount();
    }
    int before = Balancers.count(balancer, PICKS, LEAVES);
    nacos.push(service, "first/10.0.0.3:" + COMES, "second/10.0.0.2:" + STAYS);
    int gone = Balancers.count(balancer, PICKS, LEAVES);
    int came = Balancers.count(balancer, PICKS, COMES);
    System.out.printf("zones before=%d gone=%d came=%d%n", before, gone, came);
    balancer.shutdown();
  }

  /** An instance dies, leaves, and comes back at its address. */
  private static void circuit(NacosMemory nacos) {
    String service = "circuit";
    nacos.push(service, "10.0.0.1:" + LEAVES, "10.0.0.2:" + STAYS);
    ZoneAwareLoadBalancer<Server> balancer =
        balancer(nacos, service, new AvailabilityFilteringRule());
    ServerStats dead =
        balancer.getLoadBalancerStats().getSingleServerStat(new Server("10.0.0.1", LEAVES));
    for (int i = 0; i < 5; i++) {
      dead.incrementSuccessiveConnectionFailureCount();
    }
    int before = Balancers.count(balancer, PICKS, LEAVES);
    nacos.push(service, "10.0.0.2:" + STAYS);
    balancer.updateListOfServers();
    nacos.push(service, "10.0.0.1:" + LEAVES, "10.0.0.2:" + STAYS);
    balancer.updateListOfServers();
    int came = Balancers.count(balancer, PICKS, LEAVES);
    System.out.printf("circuit before=%d came=%d%n", before, came);
    balancer.shutdown();
  }

  private static ZoneAwareLoadBalancer<Server> balancer(
      NacosMemory nacos, String service, AbstractLoadBalancerRule rule) {
    return Balancers.balancer(
        service, rule, new DummyPing(), () -> Balancers.servers(nacos, service));
  }
}
