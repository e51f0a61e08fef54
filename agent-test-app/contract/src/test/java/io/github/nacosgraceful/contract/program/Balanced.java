package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.netflix.client.config.DefaultClientConfigImpl;
import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.PollingServerListUpdater;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/** Services in the memory of a Nacos client, each behind both balancers. */
final class Balanced {

  private static final int NEVER = Integer.MAX_VALUE;

  private final int services;
  private final List<ServiceInstanceListSupplier> suppliers = new ArrayList<>();
  private final List<ZoneAwareLoadBalancer<Server>> balancers = new ArrayList<>();
  private NacosMemory nacos;
  private int instances;
  private int version;

  Balanced(int services) {
    this.services = services;
  }

  /**
   * @param newInstances of each service
   */
  void fill(int newInstances) throws ReflectiveOperationException {
    instances = newInstances;
    nacos = new NacosMemory();
    pushAll();
    Suppliers factory = new Suppliers();
    Discovery discovery = new Discovery(nacos);
    for (int i = 0; i < services; i++) {
      suppliers.add(factory.over(discovery, service(i)));
      balancers.add(
          new ZoneAwareLoadBalancer<>(
              DefaultClientConfigImpl.getClientConfigWithDefaultValues(service(i)),
              new RoundRobinRule(),
              new DummyPing(),
              new RibbonProgram.Servers(nacos, service(i)),
              null,
              new PollingServerListUpdater(NEVER, NEVER)));
    }
    suppliers.forEach(Suppliers::pick);
  }

  /** One change to each service. */
  void pushAll() {
    version++;
    for (int i = 0; i < services; i++) {
      nacos.push(service(i), instances, version);
    }
  }

  /** One more instance of each service, which warms up for a day. */
  void join() {
    for (int i = 0; i < services; i++) {
      List<Instance> hosts = NacosMemory.hosts(instances + 1, version);
      hosts.get(instances).getMetadata().put("nacos-graceful.warmup", "86400000;2;1");
      nacos.push(service(i), hosts);
    }
  }

  ServiceInstanceListSupplier supplier(int i) {
    return suppliers.get(i);
  }

  ZoneAwareLoadBalancer<Server> balancer(int i) {
    return balancers.get(i);
  }

  List<ServiceInstanceListSupplier> suppliers() {
    return suppliers;
  }

  List<ZoneAwareLoadBalancer<Server>> balancers() {
    return balancers;
  }

  void stop() {
    balancers.forEach(ZoneAwareLoadBalancer::shutdown);
  }

  private static String service(int i) {
    return "service-" + i;
  }
}
