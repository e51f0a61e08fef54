package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Looks, after a new connection of one NamingService, whether the node at its other end lists what
 * is registered through it, and registers once more what it does not. Each call into the client may
 * hang, so it has a thread of its own.
 */
final class LostWatch {

  private static final Logger log = Log.get();

  /** In which the nodes of a cluster have taken over each other's copies. */
  private static final long WATCHED = TimeUnit.MINUTES.toNanos(2);

  /** What the client itself redoes, and the node shows, is there after five. */
  private static final long LOST_AFTER = TimeUnit.SECONDS.toNanos(15);

  /**
   * What is lost is noticed so soon, and lost for sure after that much more. A restarted server has
   * enough to do: it is not asked more often.
   */
  private static final long EACH_MILLIS = 14_000;

  /** The first time is somewhere in between: a thousand processes are connected again at once. */
  private static final long FIRST_MILLIS = 3000;

  /** Between two questions: a process may have hundreds of services. */
  private static final long PAUSE_MILLIS = 10;

  final Object namingService;
  private final NacosHandles handles;
  private final Registrations registrations;
  private final Scheduler scheduler;
  private volatile Stamp begunAt;

  private boolean hasLooked;

  /** For which connection what follows is known. */
  private Stamp watched = Stamp.NEVER;

  private final Map<Registration, Stamp> unlistedSince = new IdentityHashMap<>();

  /** Once for each connection: more often would be a fight. */
  private final Set<Registration> renewed = Collections.newSetFromMap(new IdentityHashMap<>());

  LostWatch(Object namingService, Registrations registrations, Scheduler scheduler) {
    this.namingService = namingService;
    this.handles = NacosHandles.of(namingService);
    this.registrations = registrations;
    this.scheduler = scheduler;
    beginAnew();
  }

  /** There is another new connection. Any thread. */
  void beginAnew() {
    begunAt = Stamp.at(scheduler.now());
  }

  /** Whether the time is up, or nothing is registered any more. */
  boolean isOver() {
    return handles == null || begunAt.isAgo(WATCHED, scheduler.now()) || registered().isEmpty();
  }

  /**
   * What is listed if all is well: Nacos lists nothing that is disabled, and what is permanent it
   * keeps on its disk, so that it is gone only if somebody has removed it.
   */
  private List<Registration> registered() {
    List<Registration> registered = new ArrayList<>(registrations.snapshot());
    registered.removeIf(
        one -> one.owner() != namingService || one.isDisabled() || !one.isEphemeral());
    return registered;
  }

  /** Once; takes a pause first. */
  void look() {
    scheduler.pause(pauseMillis());
    hasLooked = true;
    Stamp connection = begunAt;
    if (watched != connection) {
      watched = connection;
      unlistedSince.clear();
      renewed.clear();
    }
    List<Registration> registered = registered();
    unlistedSince.keySet().retainAll(registered);
    for (Registration registration : registered) {
      if (!renewed.contains(registration) && isLost(registration)) {
        registerOnceMore(registration);
      }
      scheduler.pause(PAUSE_MILLIS);
    }
  }

  private long pauseMillis() {
    if (!unlistedSince.isEmpty()) {
      return TimeUnit.NANOSECONDS.toMillis(LOST_AFTER); // no need to know it earlier
    }
    return hasLooked
        ? EACH_MILLIS
        : ThreadLocalRandom.current().nextLong(FIRST_MILLIS, EACH_MILLIS);
  }

  private boolean isLost(Registration registration) {
    try {
      if (!handles.isListed(namingService, registration)) {
        long now = scheduler.now();
        return unlistedSince
            .computeIfAbsent(registration, key -> Stamp.at(now))
            .isAgo(LOST_AFTER, now);
      }
    } catch (Throwable t) {
      log.debug("whether {} is listed cannot be found out: {}", registration, Reason.of(t));
    }
    unlistedSince.remove(registration);
    return false;
  }

  private void registerOnceMore(Registration lost) {
    unlistedSince.remove(lost);
    Registration again = registrations.renew(lost);
    if (again == null) {
      return; // it was deregistered, or taken offline, just now
    }
    renewed.add(again);
    log.warn(
        "{} is not listed since Nacos is connected again, for {} s: it is registered once more",
        again,
        TimeUnit.NANOSECONDS.toSeconds(LOST_AFTER));
    try {
      handles.register(namingService, again);
      if (!registrations.knows(again)) {
        for (RegisteredInstance instance : again.instances) { // by the application, meanwhile
          handles.deregister(namingService, again.service, again.group, instance.at);
        }
      }
    } catch (Throwable t) {
      log.debug("the client itself will go on trying: {}", Reason.of(t));
    }
  }
}
