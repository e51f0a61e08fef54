package io.github.nacosgraceful.ribbon;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.epoch.Epochs;
import io.github.nacosgraceful.epoch.ServiceEpoch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the server list of each balancer at the current epoch: a pick from an older list refreshes
 * it first.
 *
 * <p>A refresh reads the Nacos client's memory and takes microseconds. It runs on the thread that
 * picks, unless the balancer pings its servers (a connection each) or the thread is an event loop
 * while another thread refreshes: then the {@link Refresher}'s thread does it and this one pick
 * goes on with the list it has.
 */
public final class RibbonGuard {

  private static final Logger log = LoggerFactory.getLogger(RibbonGuard.class);
  private static final long LONGEST_WAIT_MILLIS = 500;

  private final Epochs epochs;
  private final boolean dryRun;
  private final BalancerGuards guards = new BalancerGuards();
  private final Refresher refresher = new Refresher(this::refreshAll);
  private final ClassValue<RibbonHandles> handles =
      new ClassValue<RibbonHandles>() {
        @Override
        protected RibbonHandles computeValue(Class<?> type) {
          return resolve(type.getClassLoader());
        }
      };

  public RibbonGuard(Epochs epochs, boolean dryRun) {
    this.epochs = epochs;
    this.dryRun = dryRun;
  }

  /** The handler of {@code updateListOfServers}. */
  public Handler updates() {
    return new Handler() {
      @Override
      public Object enter(Object balancer, Object a, Object b, Object c) throws Throwable {
        return updateBegins(balancer);
      }

      @Override
      public void exit(Object entered, Object balancer, Object thrown) {
        if (entered != null) {
          updateEnds((BalancerGuard) entered, (Throwable) thrown);
        }
      }
    };
  }

  /** The handler of {@code chooseServer}. */
  public Handler choices() {
    return new Handler() {
      @Override
      public Object enter(Object balancer, Object a, Object b, Object c) throws Throwable {
        BalancerGuard guard = guards.find(balancer);
        if (guard != null) {
          beforePick(balancer, guard);
        }
        return null;
      }
    };
  }

  /** The first update runs in the balancer's constructor: that is where it gets its guard. */
  private BalancerGuard updateBegins(Object balancer) throws Throwable {
    RibbonHandles ribbon = handles.get(balancer.getClass());
    String service = ribbon == null ? null : ribbon.name(balancer);
    if (service == null) {
      return null;
    }
    if (dryRun) {
      log.info("dry-run: would guard the servers of {} in Ribbon", service);
      return null;
    }
    BalancerGuard guard = guards.find(balancer);
    if (guard == null) {
      guard = guards.findOrAdd(balancer, service);
      epochs.onBump(refresher::request);
      log.debug("guards the servers of {} in Ribbon", service);
    }
    guard.lock.lock();
    ServiceEpoch epoch = epochs.find(service);
    guard.epochAtEntry = epoch == null ? 0 : epoch.current();
    return guard;
  }

  private static void updateEnds(BalancerGuard guard, Throwable thrown) {
    try {
      if (thrown == null) {
        guard.refreshed();
      } else {
        guard.refreshFailed();
      }
    } finally {
      guard.lock.unlock();
    }
  }

  private void beforePick(Object balancer, BalancerGuard guard) throws Throwable {
    if (isFresh(guard) || guard.lock.isHeldByCurrentThread()) {
      return; // held: a rule or a ping that picks while it refreshes
    }
    RibbonHandles ribbon = handles.get(balancer.getClass());
    if (ribbon.refreshPings(balancer)) {
      refresher.request(guard.service);
      return;
    }
    boolean locked =
        EventLoops.isEventLoop(Thread.currentThread())
            ? guard.lock.tryLock()
            : guard.lock.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    if (!locked) {
      refresher.request(guard.service);
      return;
    }
    try {
      if (!isFresh(guard)) {
        ribbon.update(balancer);
      }
    } catch (Exception e) {
      log.warn(
          "the refresh of {} in Ribbon failed: its servers known before are used for a second",
          guard.service,
          e);
    } finally {
      guard.lock.unlock();
    }
  }

  private boolean isFresh(BalancerGuard guard) {
    ServiceEpoch epoch = epochs.find(guard.service);
    return epoch == null || guard.isOf(epoch.current()) || guard.waitsForRetry();
  }

  /**
   * On the refresher's thread: whoever reads the list without picking, or pings, gets it fresh as
   * well.
   */
  private void refreshAll(String service) {
    for (Object balancer : guards.balancersOf(service)) {
      try {
        BalancerGuard guard = guards.find(balancer);
        if (guard != null && !isFresh(guard)) {
          handles.get(balancer.getClass()).update(balancer);
        }
      } catch (Throwable t) {
        log.warn(
            "the refresh of {} in Ribbon failed: its servers known before are used", service, t);
      }
    }
  }

  private static RibbonHandles resolve(ClassLoader loader) {
    try {
      return new RibbonHandles(loader);
    } catch (ReflectiveOperationException | LinkageError e) {
      log.warn(
          "ribbon is off in {}: {} is missing. Ribbon keeps its own refresh; see docs/supported-versions.md",
          loader,
          e.getMessage());
      return null;
    }
  }
}
