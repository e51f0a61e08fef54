package io.github.nacosgraceful.contract.program;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/** A service that Nacos never mentioned: the framework's cache answers, and an evict counts. */
final class OtherRegistry {

  private static final String SERVICE = "in-another-registry";

  private OtherRegistry() {}

  static void run() {
    AtomicInteger lookups = new AtomicInteger();
    ServiceInstance instance = new DefaultServiceInstance("1", SERVICE, "10.0.0.1", 1, false);
    Suppliers suppliers = new Suppliers();
    ServiceInstanceListSupplier supplier =
        suppliers.cached(
            new FixedSupplier(
                SERVICE,
                () -> {
                  lookups.incrementAndGet();
                  return Flux.just(Collections.singletonList(instance));
                }));
    for (int i = 0; i < 100; i++) {
      Suppliers.pick(supplier);
    }
    int cached = lookups.get();
    suppliers.evict(SERVICE);
    Suppliers.pick(supplier);
    System.out.printf("other-registry lookups=%d afterEvict=%d%n", cached, lookups.get());
  }
}
