package io.github.nacosgraceful.contract.program;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/** A supplier that answers what it is told to, anew for each subscriber. */
class FixedSupplier implements ServiceInstanceListSupplier {

  private final String service;
  private final Supplier<Flux<List<ServiceInstance>>> lookup;

  FixedSupplier(String service, Supplier<Flux<List<ServiceInstance>>> lookup) {
    this.service = service;
    this.lookup = lookup;
  }

  @Override
  public String getServiceId() {
    return service;
  }

  @Override
  public Flux<List<ServiceInstance>> get() {
    return Flux.defer(lookup);
  }
}
