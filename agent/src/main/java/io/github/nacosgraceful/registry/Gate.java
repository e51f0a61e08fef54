package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before everything that tells a server that an instance is there: registrations, beats and
 * redo. Closed, as a whole or for some instances, it refuses them silently: callers retry on
 * exceptions (Dubbo, with sleeps), and Spring Cloud Alibaba aborts the start.
 *
 * <p>What is already past the gate when it closes may still arrive, so the deregistration waits for
 * it first.
 *
 * <p>Instances are told apart by service, group and address. That is what beats, redo and
 * registrations of every client have in common; so an instance that is still online through another
 * NamingService must not be closed for.
 */
public final class Gate {

  private static final Object REFUSED = Boolean.TRUE;
  private static final long POLL_MILLIS = 5;
  private static final Closed OPEN = new Closed(false, Collections.emptySet());

  private final Scheduler scheduler;
  private final AtomicInteger passing = new AtomicInteger();
  private final WireInstances instances = new WireInstances();
  private volatile Closed closed = OPEN;
  private volatile Stamp lateAt = Stamp.NEVER;

  public Gate() {
    this(Scheduler.SYSTEM);
  }

  public Gate(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** For everything, registered or not. */
  synchronized void close() {
    closed = new Closed(true, closed.keys);
  }

  /** For these instances, until one is opened again. */
  synchronized void close(Collection<String> keys) {
    Set<String> all = new HashSet<>(closed.keys);
    all.addAll(keys);
    closed = new Closed(closed.whole, all);
  }

  /** What was registered anew on purpose passes again. */
  synchronized void open(Collection<String> keys) {
    if (!Collections.disjoint(closed.keys, keys)) {
      Set<String> all = new HashSet<>(closed.keys);
      all.removeAll(keys);
      closed = closed.whole || !all.isEmpty() ? new Closed(closed.whole, all) : OPEN;
    }
  }

  /** Whether it is closed for everything. */
  public boolean isClosed() {
    return closed.whole;
  }

  /**
   * Waits until nothing is on its way any more. False if that took too long: the verification
   * repairs it.
   */
  public boolean awaitPassed(long millis) throws InterruptedException {
    long deadline = scheduler.now() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (passing.get() > 0) {
      if (scheduler.now() - deadline > 0) {
        return false;
      }
      scheduler.sleep(POLL_MILLIS);
    }
    return true;
  }

  /** Whether something that passed before the gate closed has not ended yet. */
  public boolean isPassing() {
    return passing.get() > 0;
  }

  /**
   * When the last of what had passed before the gate closed for everything ended; never if nothing
   * has ended since.
   */
  public Stamp lateAt() {
    return lateAt;
  }

  /**
   * At the wire methods, which tell a server that an instance is there. Counts before it looks, so
   * that closing and counting cannot miss each other.
   */
  public Handler onWire() {
    return new Handler() {
      @Override
      public Object enter(Object self, Object service, Object group, Object what) throws Throwable {
        passing.incrementAndGet();
        Closed now = closed;
        if (now != OPEN && refuses(now, (String) service, (String) group, what)) {
          passing.decrementAndGet();
          return REFUSED;
        }
        return null;
      }

      @Override
      public void exit(Object refused, Object self, Object a) {
        if (refused == null) {
          if (closed.whole) {
            lateAt = Stamp.at(scheduler.now());
          }
          passing.decrementAndGet();
        }
      }
    };
  }

  /**
   * A batch is refused if all of it is offline; an empty one, which is how a client takes back the
   * last of a batch, passes. So does an instance that cannot be read.
   */
  private boolean refuses(Closed now, String service, String group, Object what) {
    List<?> all = what instanceof List ? (List<?>) what : Collections.singletonList(what);
    if (now.whole) {
      return !(what instanceof List) || !all.isEmpty();
    }
    for (Object instance : all) {
      if (!now.keys.contains(instances.key(service, group, instance))) {
        return false;
      }
    }
    return !all.isEmpty();
  }

  private static final class Closed {
    final boolean whole;
    final Set<String> keys;

    Closed(boolean whole, Set<String> keys) {
      this.whole = whole;
      this.keys = keys;
    }
  }
}
