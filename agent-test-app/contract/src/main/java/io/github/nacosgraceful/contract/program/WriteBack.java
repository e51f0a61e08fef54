package io.github.nacosgraceful.contract.program;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/**
 * The race of the stress run, one step after the other: a lookup reads version 1 and is held up;
 * version 2 is pushed, the cache evicted, and picked; then the first lookup writes back what it
 * read.
 */
final class WriteBack {

  private static final String SERVICE = "write-back";

  private WriteBack() {}

  static void run(NacosMemory nacos, boolean evicts) throws Exception {
    Suppliers suppliers = new Suppliers();
    Discovery discovery = new Discovery(nacos);
    ServiceInstanceListSupplier supplier = suppliers.over(discovery, SERVICE);
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    discovery.afterRead(
        lookup -> {
          if (lookup == 1) {
            read.countDown();
            await(goOn);
          }
        });

    nacos.push(SERVICE, 1, 1);
    Thread first = new Thread(() -> Suppliers.pick(supplier), "first-lookup");
    first.start();
    await(read);
    nacos.push(SERVICE, 1, 2);
    if (evicts) {
      suppliers.evict(SERVICE);
    }
    int afterPush = Suppliers.pick(supplier);
    goOn.countDown();
    first.join();
    int afterWriteBack = Suppliers.pick(supplier);
    System.out.printf("write-back afterPush=%d afterWriteBack=%d%n", afterPush, afterWriteBack);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other side never came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
