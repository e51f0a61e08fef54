package io.github.nacosgraceful.contract.program;

import java.util.Collections;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.loadbalancer.core.CachingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.DiscoveryClientServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Builds the framework's own suppliers over one cache, and picks as its balancers do. */
final class Suppliers {

  private final CacheManager caches =
      new ConcurrentMapCacheManager(CachingServiceInstanceListSupplier.SERVICE_INSTANCE_CACHE_NAME);

  ServiceInstanceListSupplier over(DiscoveryClient discovery, String service) {
    return cached(new DiscoveryClientServiceInstanceListSupplier(discovery, environment(service)));
  }

  ServiceInstanceListSupplier over(ReactiveDiscoveryClient discovery, String service) {
    return cached(new DiscoveryClientServiceInstanceListSupplier(discovery, environment(service)));
  }

  ServiceInstanceListSupplier cached(ServiceInstanceListSupplier delegate) {
    return new CachingServiceInstanceListSupplier(delegate, caches);
  }

  /** As a context hands it to the framework's balancers. */
  static ObjectProvider<ServiceInstanceListSupplier> provider(
      ServiceInstanceListSupplier supplier) {
    DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    beans.registerSingleton("supplier", supplier);
    return beans.getBeanProvider(ServiceInstanceListSupplier.class);
  }

  /** What users do by hand today when Nacos pushes a change. */
  void evict(String service) {
    cache().evict(service);
  }

  private Cache cache() {
    return caches.getCache(CachingServiceInstanceListSupplier.SERVICE_INSTANCE_CACHE_NAME);
  }

  /** The version of the list that a balancer would choose from, or -1 if it is empty. */
  static int pick(ServiceInstanceListSupplier supplier) {
    List<ServiceInstance> instances = supplier.get().next().block();
    return instances == null || instances.isEmpty() ? -1 : instances.get(0).getPort();
  }

  private static Environment environment(String service) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "service", Collections.singletonMap("loadbalancer.client.name", service)));
    return environment;
  }
}
