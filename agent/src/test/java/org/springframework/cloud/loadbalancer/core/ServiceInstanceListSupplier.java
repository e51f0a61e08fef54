package org.springframework.cloud.loadbalancer.core;

import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** Stands in for Spring Cloud LoadBalancer's interface. */
public interface ServiceInstanceListSupplier extends Supplier<Flux> {

  String getServiceId();
}
