package io.github.nacosgraceful.reroute;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.service.Kind;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.suspect.Suspects;
import io.github.nacosgraceful.thread.Stamp;
import io.github.nacosgraceful.thread.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/**
 * Says whether a call that nobody has taken is to be made once more, and counts those that were.
 * The instance that did not take it is a suspect by then, so that the balancer picks another. Used
 * on the threads that call.
 */
public final class Reroutes {

  private static final Logger log = Log.get();

  /** From one line to the next of the same kind. */
  private static final long SILENCE = TimeUnit.SECONDS.toNanos(10);

  private final Services services;
  private final Suspects suspects;
  private final DryRun dryRun;
  private final Ticker ticker;
  private final Budget budget = new Budget();
  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder overBudget = new LongAdder();
  private Stamp saidGranted = Stamp.NEVER;
  private Stamp saidOverBudget = Stamp.NEVER;

  /**
   * @param suspects is told of the calls that cannot connect
   * @param dryRun to say what would be done, and make no call
   */
  public Reroutes(Services services, Suspects suspects, DryRun dryRun) {
    this(services, suspects, dryRun, Ticker.SYSTEM);
  }

  Reroutes(Services services, Suspects suspects, DryRun dryRun, Ticker ticker) {
    this.services = services;
    this.suspects = suspects;
    this.dryRun = dryRun;
    this.ticker = ticker;
  }

  /** A call is made through a balancer. Allocates nothing. */
  public void call() {
    budget.call();
  }

  /** Whether Nacos has ever listed an instance of a service. Allocates nothing. */
  public boolean knows(String service) {
    return services.find(service) != null;
  }

  /**
   * Whether a call is to be made once more. If so, {@link #ended} is told what came of it.
   *
   * @param service its bare name
   * @param failed the instance that the call could not connect to, or that refused it
   */
  public boolean grants(String service, HostPort failed) {
    Service known = services.find(service);
    if (known == null || !hasAnother(known, failed)) {
      return false;
    }
    suspects.failed(failed); // if nobody has told: it is not to be picked again
    long now = ticker.now();
    if (dryRun.isOn()) {
      if (isToBeSaid(now)) {
        dryRun.instead(
            "make a call of {} at another instance: {} has not taken it", service, failed);
      }
      return false;
    }
    if (!budget.take(now)) {
      overBudget.increment();
      sayOverBudget(service, now);
      return false;
    }
    if (isToBeSaid(now)) {
      log.info("a call of {} was not taken by {}: it is made at another instance", service, failed);
    }
    return true;
  }

  /** Whether there is one of the same kind that the balancer may pick in its place. */
  private boolean hasAnother(Service service, HostPort failed) {
    Kind kind = service.kindOf(failed);
    if (kind == null) {
      return false; // the call went somewhere else
    }
    for (HostPort other : service.instances()) {
      if (!other.equals(failed)
          && kind.equals(service.kindOf(other))
          && !suspects.cannotBeReached(other)) {
        return true;
      }
    }
    return false;
  }

  private synchronized boolean isToBeSaid(long now) {
    if (saidGranted.isWithin(SILENCE, now)) {
      return false;
    }
    saidGranted = Stamp.at(now);
    return true;
  }

  private synchronized void sayOverBudget(String service, long now) {
    if (!saidOverBudget.isWithin(SILENCE, now)) {
      saidOverBudget = Stamp.at(now);
      log.warn(
          "so many calls cannot connect that those of {} are not made at another instance: in ten seconds 100 are, and a"
              + " fifth of all calls",
          service);
    }
  }

  /**
   * What came of a call that was made once more.
   *
   * @param thrown null if it was answered
   */
  public void ended(Throwable thrown) {
    (thrown == null ? answered : failed).increment();
  }

  /** How many calls were answered by another instance. */
  public long answered() {
    return answered.sum();
  }

  /** How many failed there as well. */
  public long failed() {
    return failed.sum();
  }

  /** How many were not made once more, because the budget was used up. */
  public long overBudget() {
    return overBudget.sum();
  }
}
