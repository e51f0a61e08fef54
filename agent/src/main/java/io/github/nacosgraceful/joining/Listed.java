package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.node.Owner;
import io.github.nacosgraceful.node.Owners;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.AgentThread;
import io.github.nacosgraceful.thread.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Asks how Nacos lists what is online, before it is taken offline by hand, so that it comes back
 * like that: an operator may have enabled it in Nacos, or changed its weight or metadata. A server
 * remembers that for a minute after the instance has gone, and no longer.
 */
final class Listed {

  private static final Logger log = Log.get();

  /** A node in order answers within milliseconds; without an answer it comes back as registered. */
  private static final long LONGEST_MILLIS = 500;

  private final Registrations registrations;
  private final Scheduler scheduler;

  Listed(Registrations registrations, Scheduler scheduler) {
    this.registrations = registrations;
    this.scheduler = scheduler;
  }

  /** Takes half a second at most. Any thread but the application's. */
  void learn() {
    Owners owners = new Owners();
    Map<Owner, List<Registration>> byOwner = new LinkedHashMap<>();
    for (Registration registration : registrations.snapshot()) {
      Owner owner = owners.of(registration);
      if (owner != null) {
        byOwner.computeIfAbsent(owner, key -> new ArrayList<>()).add(registration);
      }
    }
    List<Thread> asking = new ArrayList<>();
    byOwner.forEach(
        (owner, theirs) ->
            asking.add(AgentThread.of(() -> learn(owner, theirs), "listed", owner.loader())));
    asking.forEach(scheduler::start);
    long deadline = scheduler.now() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
    try {
      for (Thread one : asking) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - scheduler.now());
        scheduler.join(one, Math.max(1, left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it comes back as it was registered, then
    }
  }

  private void learn(Owner owner, List<Registration> theirs) {
    for (Registration registration : theirs) {
      try {
        registrations.isListedAs(
            registration, owner.handles.asListed(owner.namingService, registration));
      } catch (Throwable t) {
        log.debug("how {} is listed cannot be found out: {}", registration, Reason.of(t));
      }
    }
  }
}
