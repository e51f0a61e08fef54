package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.config.Verify;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.node.Listing;
import io.github.nacosgraceful.node.Listings;
import io.github.nacosgraceful.node.NodeThreads;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.node.Owners;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Begins to register again what was taken offline by hand: each registration through its owner, all
 * of them at the same time, each looked for on the nodes that {@code verify} names. Any thread but
 * the application's.
 */
public final class Arrivals {

  /** The nodes of a healthy cluster agree within 1.7 s; longer than this is another's fault. */
  private static final long VERIFY_SECONDS = 5;

  private final long timeout;
  private final Verify verify;
  private final Scheduler scheduler;

  /**
   * @param timeoutMillis how long to try
   */
  public Arrivals(long timeoutMillis, Verify verify) {
    this(timeoutMillis, verify, Scheduler.SYSTEM);
  }

  Arrivals(long timeoutMillis, Verify verify, Scheduler scheduler) {
    this.timeout = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    this.verify = verify;
    this.scheduler = scheduler;
  }

  /**
   * Begins to register these again, on other threads.
   *
   * @param back has passed the gate: {@code Registrations.bringOnline()} returned it
   * @param now by {@code System.nanoTime()}
   */
  Arrival begin(List<Registration> back, long now) {
    long registerDeadline = now + timeout;
    NodeThreads threads = new NodeThreads(scheduler);
    Listings listings = Listings.by(verify); // not before: it is of no use to a start
    Owners owners = new Owners();
    List<Joiner> joiners = new ArrayList<>();
    for (Registration registration : back) {
      Owner owner = owners.of(registration);
      if (owner != null) {
        Listing listing = registration.isDisabled() ? null : listings.of(owner, registration);
        joiners.add(
            new Joiner(
                registration,
                owner,
                listing == null ? null : new Sighting(listing, threads, scheduler),
                registerDeadline,
                scheduler));
      }
    }
    joiners.forEach(Joiner::start);
    return new Arrival(
        joiners, threads, registerDeadline + TimeUnit.SECONDS.toNanos(VERIFY_SECONDS), scheduler);
  }
}
