package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Fetches that fail or come back empty while Nacos reports instances, an empty list that Nacos
 * means, and a service that Nacos has never heard of. Prints the ports that are picked, -1 for
 * none.
 */
final class RibbonSafetyCases {

  private final NacosMemory nacos;
  private final long deadline;

  RibbonSafetyCases(NacosMemory nacos, long deadline) {
    this.nacos = nacos;
    this.deadline = deadline;
  }

  void run() {
    badFetch("fetch-empty", Collections::emptyList);
    badFetch(
        "fetch-fails",
        () -> {
          throw new IllegalStateException("no answer from Nacos");
        });
    otherRegistry();
  }

  private void badFetch(String service, Supplier<List<Server>> bad) {
    boolean[] isBad = new boolean[1];
    nacos.push(service, "10.0.0.1:1");
    ZoneAwareLoadBalancer<Server> balancer =
        balancer(service, () -> isBad[0] ? bad.get() : Balancers.servers(nacos, service));
    isBad[0] = true;
    nacos.push(service, "10.0.0.1:2");
    int first = Balancers.pick(balancer);
    int later = Balancers.pick(balancer);
    poll(balancer);
    int polled = Balancers.pick(balancer);
    isBad[0] = false;
    int recovered = awaitPick(balancer, 2);
    nacos.push(service);
    // Not at once: the refresh that recovered runs in the background, and may still have to say so.
    int gone = awaitPick(balancer, -1);
    System.out.printf(
        "%s first=%d later=%d polled=%d recovered=%d gone=%d%n",
        service, first, later, polled, recovered, gone);
    balancer.shutdown();
  }

  /** Ribbon's poll goes on whatever an update throws. */
  private static void poll(ZoneAwareLoadBalancer<Server> balancer) {
    try {
      balancer.updateListOfServers();
    } catch (IllegalStateException expected) {
      // it logs that
    }
  }

  private int awaitPick(ZoneAwareLoadBalancer<Server> balancer, int port) {
    long begin = System.nanoTime();
    int picked = Balancers.pick(balancer);
    while (picked != port && System.nanoTime() - begin < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      picked = Balancers.pick(balancer);
    }
    return picked;
  }

  private static void otherRegistry() {
    AtomicInteger fetches = new AtomicInteger();
    boolean[] isEmpty = new boolean[1];
    ZoneAwareLoadBalancer<Server> balancer =
        balancer(
            "consul",
            () -> {
              int fetch = fetches.incrementAndGet();
              return isEmpty[0]
                  ? Collections.emptyList()
                  : Collections.singletonList(new Server("10.0.0.1", fetch));
            });
    Balancers.count(balancer, 100, 1);
    int fetched = fetches.get();
    balancer.updateListOfServers();
    int updated = Balancers.pick(balancer);
    isEmpty[0] = true;
    balancer.updateListOfServers();
    System.out.printf(
        "other-registry fetches=%d updated=%d empty=%d%n",
        fetched, updated, Balancers.pick(balancer));
    balancer.shutdown();
  }

  private static ZoneAwareLoadBalancer<Server> balancer(
      String service, Supplier<List<Server>> servers) {
    return Balancers.balancer(service, new RoundRobinRule(), new DummyPing(), servers);
  }
}
