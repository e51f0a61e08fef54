package io.github.nacosgraceful.library.ribbon;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Refresher;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the server list of each balancer at the current epoch: a pick from an older list refreshes
 * it first.
 *
 * <p>A refresh reads the Nacos client's memory and takes microseconds. It runs on the thread that
 * picks, with three exceptions, where a thread of the agent does it and the pick goes on with the
 * list that is there: the balancer pings its servers, a connection each; the refresh before failed;
 * another thread's refresh is under way and this one is an event loop, or has waited long enough.
 */
final class RibbonGuard {

  private static final Logger log = LoggerFactory.getLogger(RibbonGuard.class);
  private static final long LONGEST_PINGS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final DryRun dryRun;
  private final BalancerGuards guards;
  private final WarmPicks warmPicks;
  private final Changes changes = new Changes();
  private final Refresher refresher = new Refresher("ribbon", this::refreshAll);

  RibbonGuard(Services epochs, DryRun dryRun) {
    this.dryRun = dryRun;
    guards = new BalancerGuards(epochs);
    warmPicks = new WarmPicks(epochs);
    epochs.onBump(this::bumped);
    epochs.onTouch(this::bumped);
  }

  /** On the thread that bumped, which may be the Nacos client's. */
  private void bumped(String service) {
    if (guards.know(service)) {
      changes.add();
      refresher.request(service);
    }
  }

  /** {@code updateListOfServers}. */
  Handler onUpdate() {
    return new Handler() {
      @Override
      public Object enter(Object balancer, Object a, Object b, Object c) throws Throwable {
        return updateBegins(balancer);
      }

      @Override
      public void exit(Object entered, Object balancer, Object thrown) throws Throwable {
        if (entered != null) {
          updateEnds(balancer, (BalancerGuard) entered, (Throwable) thrown);
        }
      }
    };
  }

  /** {@code updateAllServerList}, which an update ends in. */
  Handler onSet() {
    return new Handler() {
      @Override
      public Object enter(Object balancer, Object fetched, Object b, Object c) {
        BalancerGuard guard = guards.find(balancer);
        return guard != null && guard.keepsInsteadOf((List<?>) fetched) ? guard : null;
      }
    };
  }

  /** {@code chooseServer}. */
  Handler onChoose() {
    return new Handler() {
      @Override
      public Object enter(Object balancer, Object a, Object b, Object c) throws Throwable {
        if (!changes.areSettled()) {
          BalancerGuard guard = guards.find(balancer);
          if (guard != null) {
            beforePick(balancer, guard);
          }
        }
        return dryRun.isOn() ? null : warmPicks.enter();
      }

      @Override
      public Object leave(Object warm, Object balancer, Object key, Object server)
          throws Throwable {
        return warm == null
            ? server
            : warmPicks.leave(RibbonHandles.of(balancer), balancer, key, server);
      }
    };
  }

  /** The first update runs in the balancer's constructor: that is where it gets its guard. */
  private BalancerGuard updateBegins(Object balancer) throws Throwable {
    RibbonHandles ribbon = RibbonHandles.of(balancer);
    String service = ribbon == null ? null : ribbon.name(balancer);
    if (service == null) {
      return null;
    }
    if (dryRun.instead("guard the servers of {} in Ribbon", service)) {
      return null;
    }
    BalancerGuard guard = guards.find(balancer);
    if (guard == null) {
      guard = guards.findOrAdd(balancer, service);
      changes.add();
      log.debug("guards the servers of {} in Ribbon", service);
    }
    guard.lock();
    try {
      guard.begin(ribbon.servers(balancer));
      return guard;
    } catch (Throwable t) {
      guard.unlock();
      throw t;
    }
  }

  private void updateEnds(Object balancer, BalancerGuard guard, Throwable thrown) throws Throwable {
    boolean failedBefore = guard.hasFailed();
    boolean refreshed = thrown == null && !guard.isKept();
    try {
      if (refreshed && guard.isOfNacos()) {
        RibbonHandles.of(balancer).forgetFailuresOfNewServers(balancer, guard.serversBefore());
      }
    } finally {
      guard.end(refreshed);
      guard.unlock();
    }
    if (!refreshed && !failedBefore && guard.isOfNacos()) {
      log.warn(
          "the refresh of {} in Ribbon {}: the servers known before are used, and it is tried again each second",
          guard.service,
          thrown == null
              ? "came back empty, while Nacos last reported instances"
              : "failed: " + thrown);
    }
    if (!changes.areSettled()) {
      refresher.request(guard.service); // it settles
    }
  }

  private void beforePick(Object balancer, BalancerGuard guard) throws Throwable {
    if (isFresh(guard) || guard.isLockedByThisThread()) {
      return; // locked: a rule or a ping that picks while it refreshes
    }
    RibbonHandles ribbon = RibbonHandles.of(balancer);
    if (guard.hasFailed()
        || ribbon.refreshPings(balancer)
        || !guard.tryLock(!EventLoops.isEventLoop(Thread.currentThread()))) {
      refresher.request(guard.service);
      return;
    }
    try {
      refresh(ribbon, balancer, guard);
    } finally {
      guard.unlock();
    }
  }

  private static boolean isFresh(BalancerGuard guard) {
    return guard.isCurrent() || guard.waitsForRetry();
  }

  /** Under the lock. What the ServerList throws is not the pick's, nor the agent's. */
  private static void refresh(RibbonHandles ribbon, Object balancer, BalancerGuard guard)
      throws Throwable {
    if (!isFresh(guard)) {
      try {
        ribbon.update(balancer);
      } catch (Exception e) {
        log.debug("the refresh of {} in Ribbon failed", guard.service, e);
      }
    }
  }

  /**
   * On a thread of the refresher: whoever reads the list without picking, or pings, gets it fresh
   * as well.
   */
  private void refreshAll(String service) {
    for (Object balancer : guards.balancersOf(service)) {
      BalancerGuard guard = guards.find(balancer);
      if (guard != null) {
        // As on Ribbon's own thread: a ServerList may load classes by it.
        Thread.currentThread().setContextClassLoader(balancer.getClass().getClassLoader());
        try {
          refreshInBackground(RibbonHandles.of(balancer), balancer, guard);
        } catch (Throwable t) {
          log.warn("the refresh of {} in Ribbon failed", service, t);
        } finally {
          Thread.currentThread().setContextClassLoader(null);
        }
      }
    }
    changes.settle(guards::areCurrent);
  }

  private static void refreshInBackground(
      RibbonHandles ribbon, Object balancer, BalancerGuard guard) throws Throwable {
    guard.lock();
    try {
      refresh(ribbon, balancer, guard);
    } finally {
      guard.unlock();
    }
    if (ribbon.refreshPings(balancer) && !ribbon.reachesItsList(balancer)) {
      long begin = System.nanoTime();
      while (ribbon.isPinging(balancer) && System.nanoTime() - begin < LONGEST_PINGS) {
        LockSupport.parkNanos(PAUSE);
      }
      ribbon.update(balancer); // once: who answers no ping is not asked for ever
    }
  }
}
