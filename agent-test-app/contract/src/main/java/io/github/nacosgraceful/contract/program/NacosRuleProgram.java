package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.NamingService;
import com.netflix.loadbalancer.AbstractLoadBalancerRule;
import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;

/**
 * Spring Cloud Alibaba's own rule, which asks the Nacos client at each pick. Prints what it picks
 * before and after a push. The rule is not on the class path that this is compiled with.
 */
public final class NacosRuleProgram {

  private static final String SERVICE = "nacos-rule";
  private static final String PACKAGE = "com.alibaba.cloud.nacos.";

  private NacosRuleProgram() {}

  public static void main(String[] arguments) throws Exception {
    NacosMemory nacos = new NacosMemory();
    Object manager = create("NacosServiceManager");
    set(manager, "namingService", namingService(nacos));
    Object rule = create("ribbon.NacosRule");
    set(rule, "nacosServiceManager", manager);
    set(rule, "nacosDiscoveryProperties", create("NacosDiscoveryProperties"));

    nacos.push(SERVICE, "10.0.0.1:1");
    ZoneAwareLoadBalancer<Server> balancer =
        Balancers.balancer(
            SERVICE,
            (AbstractLoadBalancerRule) rule,
            new DummyPing(),
            () -> Balancers.servers(nacos, SERVICE));
    int before = Balancers.count(balancer, 20, 1);
    nacos.push(SERVICE, "10.0.0.1:2");
    int after = Balancers.count(balancer, 20, 2);
    nacos.push(SERVICE);
    System.out.printf(
        "nacos-rule before=%d after=%d none=%d%n", before, after, Balancers.pick(balancer));
    System.exit(0);
  }

  private static Object create(String name) throws ReflectiveOperationException {
    return Class.forName(PACKAGE + name).getConstructor().newInstance();
  }

  private static void set(Object target, String name, Object value)
      throws ReflectiveOperationException {
    Field field = target.getClass().getDeclaredField(name);
    field.setAccessible(true);
    field.set(target, value);
  }

  /** Selects from the client's memory, and can do nothing else. */
  private static Object namingService(NacosMemory nacos) {
    return Proxy.newProxyInstance(
        NamingService.class.getClassLoader(),
        new Class<?>[] {NamingService.class},
        (proxy, method, arguments) -> {
          if (!method.getName().equals("selectInstances")) {
            throw new UnsupportedOperationException(method.toString());
          }
          return nacos.instances((String) arguments[0]);
        });
  }
}
