package io.github.nacosgraceful.contract.program;

import com.netflix.loadbalancer.DummyPing;
import com.netflix.loadbalancer.RoundRobinRule;
import com.netflix.loadbalancer.Server;
import com.netflix.loadbalancer.ZoneAwareLoadBalancer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.scheduler.NonBlocking;

/** How long a pick takes while a refresh of another thread hangs, because Nacos does not answer. */
final class RibbonWaitCases {

  private static final String SERVICE = "hangs";

  private final NacosMemory nacos;
  private final CountDownLatch fetching = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private volatile boolean hangs;
  private ZoneAwareLoadBalancer<Server> balancer;

  private RibbonWaitCases(NacosMemory nacos) {
    this.nacos = nacos;
  }

  static void run(NacosMemory nacos) throws Exception {
    new RibbonWaitCases(nacos).run();
  }

  private void run() throws Exception {
    nacos.push(SERVICE, "10.0.0.1:1");
    balancer = Balancers.balancer(SERVICE, new RoundRobinRule(), new DummyPing(), this::fetch);
    hangs = true;
    Thread poll = new Thread(balancer::updateListOfServers, "poll");
    poll.start();
    await(fetching);
    nacos.push(SERVICE, "10.0.0.1:2");

    long nonBlocking = pickOn(work -> new EventLoop(work));
    long named = pickOn(work -> new Thread(work, "reactor-http-nio-7"));
    long first = pickOn(work -> new Thread(work, "http-1"));
    long second = pickOn(work -> new Thread(work, "http-2"));
    AtomicInteger interrupted = new AtomicInteger();
    pickOn(
        work ->
            new Thread(
                () -> {
                  Thread.currentThread().interrupt();
                  work.run();
                  interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
                }));
    hangs = false;
    goOn.countDown();
    poll.join();
    System.out.printf(
        "hangs nonBlocking=%d named=%d first=%d second=%d interrupted=%d after=%d%n",
        nonBlocking, named, first, second, interrupted.get(), Balancers.pick(balancer));
    balancer.shutdown();
  }

  private List<Server> fetch() {
    List<Server> servers = Balancers.servers(nacos, SERVICE);
    if (hangs) {
      fetching.countDown();
      await(goOn);
    }
    return servers;
  }

  private long pickOn(Function<Runnable, Thread> threads) throws InterruptedException {
    long[] nanos = new long[1];
    Thread thread =
        threads.apply(
            () -> {
              long begin = System.nanoTime();
              Balancers.pick(balancer);
              nanos[0] = System.nanoTime() - begin;
            });
    thread.start();
    thread.join();
    return TimeUnit.NANOSECONDS.toMillis(nanos[0]);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other side never came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class EventLoop extends Thread implements NonBlocking {
    EventLoop(Runnable work) {
      super(work, "loop");
    }
  }
}
