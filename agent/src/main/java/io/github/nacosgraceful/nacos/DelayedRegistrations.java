package io.github.nacosgraceful.nacos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registrations that wait until the application is ready for calls. The framework's call has
 * returned as usual; a thread of the agent makes them when the moment comes, in the order they were
 * asked for, each through its owner.
 *
 * <p>A framework would have aborted the start of the application, or logged, had the registration
 * failed; here it is tried again until it succeeds or the process goes offline.
 */
final class DelayedRegistrations {

  private static final Logger log = LoggerFactory.getLogger(DelayedRegistrations.class);

  private static final long POLL_MILLIS = 50;
  private static final long SHORTEST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final Moment moment;
  private final long delayMillis;
  private final long timeoutMillis;
  private final NacosClients clients;
  private final List<Delayed> waiting = new ArrayList<>();
  private Thread worker;

  /**
   * @param delayMillis to wait after the moment
   * @param timeoutMillis to wait for the moment
   */
  DelayedRegistrations(
      Moment moment, long delayMillis, long timeoutMillis, NacosClients clients) {
    this.moment = moment;
    this.delayMillis = delayMillis;
    this.timeoutMillis = timeoutMillis;
    this.clients = clients;
  }

  /**
   * Called by the thread that registers.
   *
   * @return false if it may be made at once
   */
  boolean delay(Object owner, Registration registration, Object what) {
    synchronized (this) {
      if (Thread.currentThread() == worker) {
        return false; // one of these, now
      }
      if (waiting.isEmpty() && delayMillis == 0 && moment.hasCome(registration)) {
        return false;
      }
      waiting.removeIf(known -> isSame(known.registration, registration)); // registered anew
      waiting.add(new Delayed(owner, registration, what, System.nanoTime()));
      if (worker == null) {
        worker = new AgentThread(this::run, "register", owner.getClass().getClassLoader());
        worker.start();
      }
    }
    log.info("{} is registered as soon as the application is ready", registration);
    return true;
  }

  /** The registration that this thread makes now, or null. */
  synchronized Registration current() {
    return Thread.currentThread() == worker && !waiting.isEmpty()
        ? waiting.get(0).registration
        : null;
  }

  /** What is waiting. */
  synchronized List<Registration> snapshot() {
    List<Registration> all = new ArrayList<>();
    waiting.forEach(delayed -> all.add(delayed.registration));
    return all;
  }

  /**
   * These are not made any more.
   *
   * @return whether there was one
   */
  synchronized boolean cancel(Predicate<Registration> which) {
    return waiting.removeIf(delayed -> which.test(delayed.registration));
  }

  private static boolean isSame(Registration known, Registration other) {
    return known.isOf(other.owner(), other.service, other.group)
        && (known.batch
            || known.addresses.stream().allMatch(mine -> other.isAt(mine.ip, mine.port)));
  }

  private void run() {
    long pause = SHORTEST_PAUSE_MILLIS;
    for (Delayed next = first(); next != null; next = first()) {
      if (!isDue(next)) {
        AgentThread.pause(POLL_MILLIS);
      } else if (register(next)) {
        pause = SHORTEST_PAUSE_MILLIS;
      } else {
        AgentThread.pause(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  /** Null if there is none, and then this thread is not the worker any more. */
  private synchronized Delayed first() {
    if (waiting.isEmpty()) {
      worker = null;
      return null;
    }
    return waiting.get(0);
  }

  private boolean isDue(Delayed next) {
    long now = System.nanoTime();
    if (next.cameAt == 0) {
      if (moment.hasCome(next.registration)) {
        next.cameAt = now;
      } else if (now - next.askedAt >= TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
        log.warn(
            "{} is registered although the application was not ready within {} ms",
            next.registration,
            timeoutMillis);
        next.cameAt = now;
      }
    }
    return next.cameAt != 0 && now - next.cameAt >= TimeUnit.MILLISECONDS.toNanos(delayMillis);
  }

  /** On this thread, so that the hook lets it pass. */
  private boolean register(Delayed next) {
    Registration registration = next.registration;
    try {
      clients.of(next.owner).register(next.owner, registration, next.what);
    } catch (Throwable t) {
      log.warn("{} could not be registered: {}; it is tried again", registration, Leaver.describe(t));
      return false;
    }
    boolean wanted;
    synchronized (this) {
      wanted = waiting.remove(next);
    }
    if (wanted) {
      log.info(
          "{} was registered {} ms after it was asked for",
          registration,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - next.askedAt));
    }
    return true;
  }
}
