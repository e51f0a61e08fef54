package io.github.nacosgraceful.departure;

import io.github.nacosgraceful.config.Verify;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.node.Listing;
import io.github.nacosgraceful.node.Listings;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.node.Owners;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.thread.Deadline;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Begins to deregister what was taken offline: each registration through its owner, many of them at
 * the same time, each watched on the nodes that {@code verify} names. Used by drains, on their
 * threads.
 */
public class Departures {

  private static final Logger log = Log.get();

  /** How long a registration that is on its way when the gate closes may take to arrive. */
  private static final long PASSED_WITHIN_MILLIS = 500;

  /** The nodes of a healthy cluster agree within 1.7 s; longer than this is another's fault. */
  private static final long VERIFY_SECONDS = 5;

  private final long timeout;
  private final Verify verify;
  private final Gate gate;
  private final Scheduler scheduler;

  /**
   * @param timeoutMillis how long to try
   */
  public Departures(long timeoutMillis, Verify verify, Gate gate) {
    this(timeoutMillis, verify, gate, Scheduler.SYSTEM);
  }

  public Departures(long timeoutMillis, Verify verify, Gate gate, Scheduler scheduler) {
    this.timeout = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    this.verify = verify;
    this.gate = gate;
    this.scheduler = scheduler;
  }

  /**
   * Begins to deregister these, on other threads. Before that it waits for what had passed the gate
   * before it closed, for half a second at most.
   *
   * @param now by {@code System.nanoTime()}: when the stop began
   * @throws InterruptedException if the calling thread is interrupted: nothing was begun
   */
  public Departure begin(List<Registration> leaving, long now) throws InterruptedException {
    if (!gate.awaitPassed(PASSED_WITHIN_MILLIS)) {
      log.warn(
          "a registration or beat is still on its way to Nacos: going on; the verification will see it");
    }
    long verifyDeadline = now + timeout + TimeUnit.SECONDS.toNanos(VERIFY_SECONDS);
    Deadline deadline = new Deadline(now + timeout, verifyDeadline);
    DepartureThreads threads = new DepartureThreads(scheduler);
    LateBeats late = new LateBeats(gate);
    Relisted relisted = new Relisted();
    Listings listings = Listings.by(verify); // not before: it is of no use to a start
    Owners owners = new Owners();
    List<Leaver> leavers = new ArrayList<>();
    for (Registration registration : leaving) {
      Owner owner = owners.of(registration);
      if (owner != null) {
        Listing listing = listings.of(owner, registration);
        leavers.add(
            new Leaver(
                registration,
                owner,
                gate.isClosed(),
                listing == null
                    ? null
                    : new Verification(
                        registration,
                        listing,
                        threads.nodes(),
                        threads.of(owner).lookUps(),
                        late,
                        relisted,
                        scheduler),
                threads,
                deadline,
                scheduler));
      }
    }
    Departure begun = new Departure(leavers, threads, late, relisted, deadline, verifyDeadline);
    try {
      leavers.forEach(Leaver::start);
    } catch (RuntimeException | Error e) {
      begun.end(); // nobody else could: what has begun would ask the nodes for ever
      throw e;
    }
    return begun;
  }
}
