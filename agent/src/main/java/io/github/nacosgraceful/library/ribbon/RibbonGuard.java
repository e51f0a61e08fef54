package io.github.nacosgraceful.library.ribbon;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Refresher;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;

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

  private static final Logger log = Log.get();

  private final DryRun dryRun;
  private final BalancerGuards guards;
  private final WarmPicks warmPicks;
  private final Refreshes refreshes;

  RibbonGuard(Services services, DryRun dryRun) {
    this(services, dryRun, Scheduler.SYSTEM, Refresher.threads("ribbon"));
  }

  /**
   * @param threads on which lists are refreshed where a pick must not do it
   */
  RibbonGuard(Services services, DryRun dryRun, Scheduler scheduler, Executor threads) {
    this.dryRun = dryRun;
    guards = new BalancerGuards(services, scheduler);
    warmPicks = new WarmPicks(services);
    refreshes = new Refreshes(services, guards, scheduler, threads);
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
        return guard != null && keeps(guard, RibbonHandles.of(balancer), (List<?>) fetched)
            ? guard
            : null;
      }
    };
  }

  private static boolean keeps(BalancerGuard guard, RibbonHandles ribbon, List<?> fetched) {
    return guard.keepsInsteadOf(fetched, ribbon::addressOrNull);
  }

  /** {@code chooseServer}. Each pick reads this: it holds what it needs, without a detour. */
  Handler onChoose() {
    Changes changes = refreshes.changes();
    WarmPicks picks = dryRun.isOn() ? null : warmPicks;
    return new Handler() {
      @Override
      public Object enter(Object balancer, Object a, Object b, Object c) throws Throwable {
        if (!changes.areSettled()) {
          BalancerGuard guard = guards.find(balancer);
          if (guard != null) {
            beforePick(balancer, guard);
          }
        }
        return picks == null ? null : picks.enter();
      }

      @Override
      public Object leave(Object warm, Object balancer, Object key, Object server)
          throws Throwable {
        return warm == null
            ? server
            : picks.leave(RibbonHandles.of(balancer), balancer, key, server);
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
      refreshes.added();
      log.debug("guards the servers of {} in Ribbon", service);
    }
    guard.begin(() -> ribbon.servers(balancer));
    return guard;
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
    }
    if (!refreshed && !failedBefore && guard.isOfNacos()) {
      log.warn(
          "the refresh of {} in Ribbon {}: the servers known before are used, and it is tried again each second",
          guard.service,
          thrown == null
              ? "came back empty, while Nacos last reported instances"
              : "failed: " + thrown);
    }
    if (!refreshes.changes().areSettled() && !guard.isAwaited()) {
      refreshes.request(guard.service); // it settles
    }
  }

  private void beforePick(Object balancer, BalancerGuard guard) throws Throwable {
    if (guard.isFresh() || guard.isRefreshingHere()) {
      return;
    }
    RibbonHandles ribbon = RibbonHandles.of(balancer);
    boolean mayWait = !EventLoops.isEventLoop(Thread.currentThread());
    if (guard.hasFailed()
        || ribbon.refreshPings(balancer)
        || !guard.tryRefresh(mayWait, () -> Refreshes.update(ribbon, balancer, guard))) {
      refreshes.request(guard.service);
    }
  }
}
