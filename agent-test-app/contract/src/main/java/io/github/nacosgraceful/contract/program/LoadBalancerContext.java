package io.github.nacosgraceful.contract.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClientSpecification;
import org.springframework.cloud.loadbalancer.cache.LoadBalancerCacheManager;
import org.springframework.cloud.loadbalancer.core.ReactorServiceInstanceLoadBalancer;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * An application as far as Spring Cloud LoadBalancer goes: its auto-configurations, a discovery
 * client over the memory of a Nacos client, and the context that the framework makes for a service.
 *
 * <p>Instances are told by the digit in their metadata, so that a list of them is a number.
 */
final class LoadBalancerContext implements AutoCloseable {

  private static final String CONFIG = "org.springframework.cloud.loadbalancer.config.";

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final String service;
  private final LoadBalancerClientFactory factory;

  /**
   * @param chain makes the supplier, or null for the framework's own
   * @param beans of the application
   */
  LoadBalancerContext(
      String service,
      Discovery discovery,
      Map<String, Object> properties,
      Chain chain,
      Object... beans)
      throws ClassNotFoundException {
    this.service = service;
    Map<String, Object> all = new TreeMap<>(properties);
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
    context.registerBean("discovery", DiscoveryClient.class, () -> discovery);
    context.registerBean("reactive", ReactiveDiscoveryClient.class, discovery::reactive);
    for (Object bean : beans) {
      register(bean);
    }
    if (chain != null) {
      context.registerBean("chain", Chain.class, () -> chain);
      context.registerBean(
          LoadBalancerClientSpecification.class,
          () -> new LoadBalancerClientSpecification(service, new Class<?>[] {Chained.class}));
    }
    context.register(
        Class.forName(CONFIG + "LoadBalancerCacheAutoConfiguration"),
        Class.forName(CONFIG + "LoadBalancerAutoConfiguration"));
    context.refresh();
    factory = context.getBean(LoadBalancerClientFactory.class);
  }

  @SuppressWarnings("unchecked")
  private <T> void register(T bean) {
    context.registerBean((Class<T>) bean.getClass(), () -> bean);
  }

  /** Makes the supplier of a service, in the context of that service. */
  interface Chain {
    ServiceInstanceListSupplier build(GenericApplicationContext context) throws Exception;
  }

  /** What users write to have suppliers of their own choice. */
  static final class Chained {
    @Bean
    ServiceInstanceListSupplier suppliers(GenericApplicationContext context, Chain chain)
        throws Exception {
      return chain.build(context);
    }
  }

  ServiceInstanceListSupplier supplier() {
    return factory.getInstance(service, ServiceInstanceListSupplier.class);
  }

  LoadBalancerCacheManager cacheManager() {
    return context.getBeanProvider(LoadBalancerCacheManager.class).getIfAvailable();
  }

  /** What the supplier gives to a pick. */
  List<ServiceInstance> instances() {
    return Requests.list(supplier());
  }

  /** The digits of what the supplier gives to a pick, in order. */
  long digits() {
    return digits(instances());
  }

  static long digits(List<ServiceInstance> instances) {
    String digits =
        instances.stream()
            .map(LoadBalancerContext::digit)
            .sorted(Comparator.naturalOrder())
            .collect(Collectors.joining());
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  static String digit(ServiceInstance instance) {
    return instance.getMetadata().get(NacosMemory.DIGIT);
  }

  /** How many of so many picks of the framework's balancer are of the instance with this digit. */
  int count(String digit, int picks) {
    ReactorServiceInstanceLoadBalancer balancer =
        factory.getInstance(service, ReactorServiceInstanceLoadBalancer.class);
    int count = 0;
    for (int i = 0; i < picks; i++) {
      count += digit(Requests.choose(balancer)).equals(digit) ? 1 : 0;
    }
    return count;
  }

  /** The digits of what the framework's balancer picks, one after the other. */
  long picks(int count) {
    ReactorServiceInstanceLoadBalancer balancer =
        factory.getInstance(service, ReactorServiceInstanceLoadBalancer.class);
    List<ServiceInstance> picked = new ArrayList<>();
    Supplier<ServiceInstance> pick = () -> Requests.choose(balancer);
    for (int i = 0; i < count; i++) {
      ServiceInstance instance = pick.get();
      if (instance != null && picked.stream().noneMatch(i2 -> digit(i2).equals(digit(instance)))) {
        picked.add(instance);
      }
    }
    return digits(picked);
  }

  @Override
  public void close() {
    context.close();
  }
}
