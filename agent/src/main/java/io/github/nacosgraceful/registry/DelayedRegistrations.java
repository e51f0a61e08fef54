package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;

/**
 * Registrations that wait until the application is ready for calls. The framework's call has
 * returned as usual; a thread of the agent for each owner makes them when the moment comes, in the
 * order they were asked for. One that fails comes back later, and the others go on.
 *
 * <p>A framework would have aborted the start of the application, or logged, had the registration
 * failed; here it is tried again until it succeeds or the process goes offline.
 */
final class DelayedRegistrations {

  private static final Logger log = Log.get();

  private static final long POLL_MILLIS = 50;

  private final Moment moment;
  private final long delay;
  private final long timeoutMillis;
  private final Preparation preparation;
  private final Predicate<Delayed> begins;
  private final Scheduler scheduler;
  private final List<Delayed> waiting = new ArrayList<>();

  /** Those that have a thread: one that hangs, or whose Nacos is dead, holds up no other. */
  private final Set<Object> workers = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The addresses that it was done for. Its lock is held while it is done. */
  private final Set<String> prepared = new HashSet<>();

  /**
   * @param delayMillis to wait after the moment
   * @param timeoutMillis to wait for the moment
   * @param preparation done before each is made; null for nothing
   * @param begins told of each before it is made; false if it must not be made any more
   */
  DelayedRegistrations(
      Moment moment,
      long delayMillis,
      long timeoutMillis,
      Preparation preparation,
      Predicate<Delayed> begins,
      Scheduler scheduler) {
    this.moment = moment;
    this.delay = TimeUnit.MILLISECONDS.toNanos(delayMillis);
    this.timeoutMillis = timeoutMillis;
    this.preparation = preparation;
    this.begins = begins;
    this.scheduler = scheduler;
  }

  /**
   * Takes the place of what waits for the same instances. Any thread; returns at once.
   *
   * @return false if there is nobody to make it when its moment comes, so that it must not wait
   */
  synchronized boolean add(Delayed asked) {
    cancel(known -> known.isReplacedBy(asked.registration));
    return hasWorker(asked) && waiting.add(asked);
  }

  private boolean hasWorker(Delayed asked) {
    Object owner = asked.owner;
    if (workers.contains(owner)) {
      return true;
    }
    try {
      ClassLoader loader = owner.getClass().getClassLoader();
      scheduler.start(ClientThread.of(() -> work(owner), "register", loader));
      return workers.add(owner);
    } catch (Throwable t) {
      log.warn("{} is registered without a delay: {}", asked.registration, Reason.of(t));
      return false;
    }
  }

  /** What is waiting. */
  synchronized List<Registration> snapshot() {
    List<Registration> all = new ArrayList<>();
    waiting.forEach(delayed -> all.add(delayed.registration));
    return all;
  }

  synchronized boolean contains(Delayed delayed) {
    return waiting.contains(delayed);
  }

  /** These are not made any more. */
  synchronized List<Registration> cancel(Predicate<Registration> which) {
    List<Registration> cancelled = new ArrayList<>();
    waiting.removeIf(
        delayed -> which.test(delayed.registration) && cancelled.add(delayed.registration));
    return cancelled;
  }

  /**
   * The application deregisters these: they are not made any more, the rest of a batch is.
   *
   * @return what one of them was a part of
   */
  synchronized List<Registration> withdraw(
      Object owner, ServiceName service, List<RegisteredInstance> gone) {
    List<Registration> concerned = new ArrayList<>();
    for (Delayed delayed : new ArrayList<>(waiting)) {
      Registration left =
          delayed.registration.isOf(owner, service)
              ? delayed.registration.without(gone)
              : delayed.registration;
      if (left != delayed.registration) {
        concerned.add(delayed.registration);
        waiting.set(waiting.indexOf(delayed), delayed.of(left));
      }
    }
    waiting.removeIf(delayed -> delayed.registration.instances.isEmpty());
    return concerned;
  }

  /** Whatever goes wrong, what waits is registered. */
  private void work(Object owner) {
    try {
      run(owner);
    } catch (Throwable t) {
      for (Delayed left : end(owner)) {
        log.warn("{} is registered without a delay: {}", left.registration, Reason.of(t));
        if (begins.test(left)) {
          register(left);
        }
        remove(left);
      }
    }
  }

  private synchronized List<Delayed> end(Object owner) {
    workers.remove(owner);
    List<Delayed> left = new ArrayList<>(waiting);
    left.removeIf(delayed -> delayed.owner != owner);
    return left;
  }

  private void run(Object owner) {
    for (boolean any = true; any; any = hasAny(owner)) {
      Delayed next = next(owner);
      if (next == null || !isDue(next)) {
        scheduler.pause(POLL_MILLIS);
        continue;
      }
      prepare(next);
      if (!begins.test(next) || register(next)) {
        remove(next);
      } else {
        next.failedAt(scheduler.now());
      }
    }
  }

  /** If not, this thread is not the owner's worker any more. */
  private synchronized boolean hasAny(Object owner) {
    boolean any = waiting.stream().anyMatch(delayed -> delayed.owner == owner);
    if (!any) {
      workers.remove(owner);
    }
    return any;
  }

  /** The first that has not failed just now; null if there is none. */
  private synchronized Delayed next(Object owner) {
    long now = scheduler.now();
    for (Delayed delayed : waiting) {
      if (delayed.owner == owner && !delayed.waitsForRetry(now)) {
        return delayed;
      }
    }
    return null;
  }

  private synchronized void remove(Delayed delayed) {
    waiting.remove(delayed);
  }

  private boolean isDue(Delayed next) {
    if (next.cameAt.isNever()) {
      long now = scheduler.now();
      if (moment.hasCome(next)) {
        next.cameAt = Stamp.at(scheduler.now()); // asking may have taken seconds
      } else if (next.askedAt.isAgo(TimeUnit.MILLISECONDS.toNanos(timeoutMillis), now)) {
        log.warn(
            "{} is registered although the application was not ready within {} ms",
            next.registration,
            timeoutMillis);
        next.cameAt = Stamp.at(now);
      }
    }
    return next.cameAt.isAgo(delay, scheduler.now());
  }

  /** Once each; those of one address together. */
  private void prepare(Delayed next) {
    Address address = next.registration.instances.get(0).at;
    if (preparation != null) {
      synchronized (
          prepared) { // an address may be registered with two Nacos, and is prepared first
        if (prepared.add(address.toString())) {
          preparation.run(address.ip, address.port, next.registration.context());
        }
      }
    }
  }

  /** The hook lets this thread pass. */
  private boolean register(Delayed next) {
    try {
      NacosHandles.of(next.owner).register(next.owner, next.registration);
      log.info(
          "{} was registered {} ms after it was asked for",
          next.registration,
          TimeUnit.NANOSECONDS.toMillis(scheduler.now() - next.askedAt.nanos()));
      return true;
    } catch (Throwable t) {
      log.warn(
          "{} could not be registered: {}; it is tried again", next.registration, Reason.of(t));
      return false;
    }
  }
}
