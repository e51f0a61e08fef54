package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.pojo.Instance;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The two discovery clients of Spring Cloud, as those for Nacos: they read the client's memory. */
final class Discovery implements DiscoveryClient {

  private final NacosMemory nacos;
  private final AtomicInteger lookups = new AtomicInteger();
  private volatile Consumer<Integer> afterRead = lookup -> {};

  Discovery(NacosMemory nacos) {
    this.nacos = nacos;
  }

  /** Runs between reading and returning, with the number of the lookup. */
  void afterRead(Consumer<Integer> action) {
    afterRead = action;
  }

  int lookups() {
    return lookups.get();
  }

  @Override
  public List<ServiceInstance> getInstances(String serviceId) {
    List<ServiceInstance> instances = convert(serviceId, nacos.instances(serviceId));
    afterRead.accept(lookups.incrementAndGet());
    return instances;
  }

  /** Those that callers may use. */
  List<ServiceInstance> convert(String serviceId, List<Instance> hosts) {
    return hosts.stream()
        .filter(i -> i.isHealthy() && i.isEnabled() && i.getWeight() > 0)
        .map(i -> convert(serviceId, i))
        .collect(Collectors.toList());
  }

  private static ServiceInstance convert(String serviceId, Instance i) {
    return new DefaultServiceInstance(
        i.getMetadata().getOrDefault(NacosMemory.DIGIT, i.getIp()),
        serviceId,
        i.getIp(),
        i.getPort(),
        false,
        i.getMetadata());
  }

  @Override
  public List<String> getServices() {
    return Collections.emptyList();
  }

  @Override
  public String description() {
    return "the memory of a Nacos client";
  }

  /** Reads on another thread, as the one for Nacos does. */
  ReactiveDiscoveryClient reactive() {
    return new ReactiveDiscoveryClient() {
      @Override
      public Flux<ServiceInstance> getInstances(String serviceId) {
        return Flux.defer(() -> Flux.fromIterable(Discovery.this.getInstances(serviceId)))
            .subscribeOn(Schedulers.boundedElastic());
      }

      @Override
      public Flux<String> getServices() {
        return Flux.empty();
      }

      @Override
      public String description() {
        return Discovery.this.description();
      }
    };
  }
}
