package io.github.nacosgraceful.contract.program;

import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/**
 * Lookups that come back empty or fail while Nacos reports instances, and one that comes back empty
 * because Nacos says so. Prints the version that is picked after each, -1 for none.
 */
final class BadLookup {

  private static final String SERVICE = "bad-lookup";

  private enum Mode {
    GOOD,
    EMPTY,
    FAILING
  }

  private BadLookup() {}

  static void run(NacosMemory nacos) {
    Discovery discovery = new Discovery(nacos);
    AtomicReference<Mode> mode = new AtomicReference<>(Mode.GOOD);
    ServiceInstanceListSupplier supplier =
        new Suppliers()
            .cached(
                new FixedSupplier(
                    SERVICE,
                    () -> {
                      switch (mode.get()) {
                        case EMPTY:
                          return Flux.just(Collections.<ServiceInstance>emptyList());
                        case FAILING:
                          return Flux.error(new IllegalStateException("no answer from Nacos"));
                        default:
                          return Flux.just(discovery.getInstances(SERVICE));
                      }
                    }));
    nacos.push(SERVICE, 2, 1);
    int good = Suppliers.pick(supplier);

    mode.set(Mode.EMPTY);
    nacos.push(SERVICE, 2, 2);
    int empty = Suppliers.pick(supplier);

    mode.set(Mode.FAILING);
    nacos.push(SERVICE, 2, 3);
    int failing = Suppliers.pick(supplier);

    mode.set(Mode.GOOD);
    int recovered = awaitPick(supplier, 3);

    nacos.push(SERVICE, 0, 4);
    int gone = Suppliers.pick(supplier);
    System.out.printf(
        "bad-lookup good=%d empty=%d failing=%d recovered=%d gone=%d%n",
        good, empty, failing, recovered, gone);
  }

  /** A kept list is served for a second before the next try. */
  private static int awaitPick(ServiceInstanceListSupplier supplier, int version) {
    long begin = System.nanoTime();
    int picked = Suppliers.pick(supplier);
    while (picked != version && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      picked = Suppliers.pick(supplier);
    }
    return picked;
  }
}
