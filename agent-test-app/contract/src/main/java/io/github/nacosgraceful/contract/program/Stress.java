package io.github.nacosgraceful.contract.program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Picks on several threads while Nacos pushes changes. A pick is stale if what it got is older than
 * what Nacos had pushed, and the push been dealt with, before the pick began.
 */
final class Stress {

  private static final int PICKERS = 8;
  private static final int INSTANCES = 20;
  private static final int CHANGES = 1500;
  private static final long PICKS = Long.getLong("picks", 1_500_000);
  private static final long GAP = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(Math.max(30, PICKS / 200_000));

  private final NacosMemory nacos;
  private final String service;
  private final LongAdder picks = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private final LongAdder none = new LongAdder();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile int committed;
  private volatile boolean over;

  Stress(NacosMemory nacos, String service) {
    this.nacos = nacos;
    this.service = service;
    change(() -> {});
  }

  /**
   * @param pick the version of the list picked from, or -1 if there was none
   * @param onPush what the application does by hand on each push
   */
  void run(String name, IntSupplier pick, Runnable onPush) throws InterruptedException {
    List<Thread> pickers = new ArrayList<>();
    for (int i = 0; i < PICKERS; i++) {
      Thread picker = new Thread(() -> pickUntilOver(pick), "picker-" + i);
      pickers.add(picker);
      picker.start();
    }
    long begin = System.nanoTime();
    while ((committed < CHANGES || picks.sum() < PICKS)
        && System.nanoTime() - begin < DEADLINE
        && failure.get() == null) {
      LockSupport.parkNanos(GAP);
      change(onPush);
    }
    over = true;
    for (Thread picker : pickers) {
      picker.join();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a pick failed", failure.get());
    }
    System.out.printf(
        "%s changes=%d picks=%d stale=%d none=%d%n",
        name, committed, picks.sum(), stale.sum(), none.sum());
  }

  private void change(Runnable onPush) {
    int version = committed + 1;
    nacos.push(service, INSTANCES, version);
    onPush.run();
    committed = version;
  }

  private void pickUntilOver(IntSupplier pick) {
    try {
      while (!over) {
        int before = committed;
        int picked = pick.getAsInt();
        picks.increment();
        if (picked < 0) {
          none.increment();
        } else if (picked < before) {
          stale.increment();
        }
      }
    } catch (Throwable t) {
      failure.compareAndSet(null, t);
    }
  }
}
