package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.bridge.Handler;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before everything that tells a server that an instance is there: registrations, beats and
 * redo. Closed, it refuses them silently: callers retry on exceptions (Dubbo, with sleeps), and
 * Spring Cloud Alibaba aborts the start.
 *
 * <p>What is already past the gate when it closes may still arrive, so the deregistration waits for
 * it first.
 */
final class Gate {

  private static final Object REFUSED = Boolean.TRUE;

  private final AtomicInteger passing = new AtomicInteger();
  private volatile boolean closed;

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Waits until nothing is on its way any more. False if that took too long: the verification
   * repairs it.
   */
  boolean awaitPassed(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (passing.get() > 0) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }

  /**
   * The handler of the wire methods. Counts before it looks, so that closing and counting cannot
   * miss each other.
   */
  Handler wire() {
    return new Handler() {
      @Override
      public Object enter(Object self, Object a, Object b, Object c) {
        passing.incrementAndGet();
        if (closed) {
          passing.decrementAndGet();
          return REFUSED;
        }
        return null;
      }

      @Override
      public void exit(Object refused, Object self, Object a) {
        if (refused == null) {
          passing.decrementAndGet();
        }
      }
    };
  }
}
