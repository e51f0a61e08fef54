package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.netflix.client.config.DefaultClientConfigImpl;
import com.netflix.client.config.IClientConfig;
import com.netflix.loadbalancer.AbstractLoadBalancerRule;
import com.netflix.loadbalancer.IPing;
import com.netflix.loadbalancer.PollingServerListUpdater;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ServerList;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Ribbon's balancers as Spring Cloud Netflix builds them, with a poll that never comes in time. */
final class Balancers {

  private static final int NEVER_MILLIS = 600_000;

  private Balancers() {}

  static ZoneAwareLoadBalancer<Server> balancer(
      String service, AbstractLoadBalancerRule rule, IPing ping, Supplier<List<Server>> servers) {
    IClientConfig config = DefaultClientConfigImpl.getClientConfigWithDefaultValues(service);
    rule.initWithNiwsConfig(config);
    return new ZoneAwareLoadBalancer<>(
        config,
        rule,
        ping,
        new SuppliedList(servers),
        null,
        new PollingServerListUpdater(NEVER_MILLIS, NEVER_MILLIS));
  }

  /** What the server list for Nacos answers, with the cluster as zone. */
  static List<Server> servers(NacosMemory nacos, String service) {
    return nacos.instances(service).stream().map(Balancers::server).collect(Collectors.toList());
  }

  private static Server server(Instance instance) {
    Server server = new Server(instance.getIp(), instance.getPort());
    if (instance.getClusterName() != null) {
      server.setZone(instance.getClusterName());
    }
    return server;
  }

  /** The port that is picked, or -1. */
  static int pick(ZoneAwareLoadBalancer<Server> balancer) {
    Server server = balancer.chooseServer("default");
    return server == null ? -1 : server.getPort();
  }

  /** How many of the next picks get a port. */
  static int count(ZoneAwareLoadBalancer<Server> balancer, int picks, int port) {
    int found = 0;
    for (int i = 0; i < picks; i++) {
      if (pick(balancer) == port) {
        found++;
      }
    }
    return found;
  }

  private static final class SuppliedList implements ServerList<Server> {
    private final Supplier<List<Server>> servers;

    SuppliedList(Supplier<List<Server>> servers) {
      this.servers = servers;
    }

    @Override
    public List<Server> getInitialListOfServers() {
      return servers.get();
    }

    @Override
    public List<Server> getUpdatedListOfServers() {
      return servers.get();
    }
  }
}
