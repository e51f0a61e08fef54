package io.github.nacosgraceful.library.ribbon;

import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Refresher;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Refreshes the balancers of a service on threads of the agent: after each bump, as whoever reads
 * their lists without picking, or pings, gets them fresh as well; and where a pick must not do it.
 */
final class Refreshes {

  private static final Logger log = Log.get();
  private static final long LONGEST_PINGS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_MILLIS = 20;

  private final BalancerGuards guards;
  private final Scheduler scheduler;
  private final Refresher refresher;
  private final Changes changes = new Changes();

  /**
   * @param threads as {@link Refresher#threads} makes them
   */
  Refreshes(Services services, BalancerGuards guards, Scheduler scheduler, Executor threads) {
    this.guards = guards;
    this.scheduler = scheduler;
    this.refresher = new Refresher(threads, this::refreshAll);
    services.onBump(this::bumped);
    services.onTouch(this::bumped);
    services.onClosed(this::closed);
  }

  /** Whether every list is of the current epoch. */
  Changes changes() {
    return changes;
  }

  /** There is one balancer more. */
  void added() {
    changes.add();
  }

  /** Any thread; waits for nothing. */
  void request(String service) {
    refresher.request(service);
  }

  /** On the thread that bumped, which may be the Nacos client's. */
  private void bumped(String service) {
    if (guards.know(service)) {
      changes.add();
      refresher.request(service);
    }
  }

  /** It is left to the next pick to look through another client. */
  private void closed(String service) {
    if (guards.know(service)) {
      changes.add();
    }
  }

  private void refreshAll(String service) {
    for (Object balancer : guards.balancersOf(service)) {
      BalancerGuard guard = guards.find(balancer);
      if (guard != null) {
        // As on Ribbon's own thread: a ServerList may load classes by it.
        Thread.currentThread().setContextClassLoader(balancer.getClass().getClassLoader());
        try {
          refresh(RibbonHandles.of(balancer), balancer, guard);
        } catch (Throwable t) {
          log.warn("the refresh of {} in Ribbon failed", service, t);
        } finally {
          Thread.currentThread().setContextClassLoader(null);
        }
      }
    }
    changes.settle(guards::areCurrent);
  }

  private void refresh(RibbonHandles ribbon, Object balancer, BalancerGuard guard)
      throws Throwable {
    guard.refresh(() -> update(ribbon, balancer, guard));
    if (ribbon.refreshPings(balancer) && !ribbon.reachesItsList(balancer)) {
      long begin = scheduler.now();
      while (ribbon.isPinging(balancer) && scheduler.now() - begin < LONGEST_PINGS) {
        scheduler.pause(PAUSE_MILLIS);
      }
      ribbon.update(balancer); // once: a server that answers no ping is not asked for ever
    }
  }

  /** What the ServerList throws is not the pick's, nor the agent's. */
  static void update(RibbonHandles ribbon, Object balancer, BalancerGuard guard) throws Throwable {
    try {
      ribbon.update(balancer);
    } catch (Exception e) {
      log.debug("the refresh of {} in Ribbon failed", guard.service, e);
    }
  }
}
