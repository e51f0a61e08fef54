package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.instance.HostPort;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One address that a call could not connect to. Until Nacos or a list of instances has it, it is a
 * stranger: a database, or another service that is not in Nacos. Until a connection of the agent's
 * own has failed as well, nobody avoids it.
 */
final class Suspect {

  /** The first check comes after this; each that fails doubles the time to the next. */
  private static final long FIRST_CHECK = TimeUnit.SECONDS.toNanos(1);

  private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

  /** Balancers read their lists at least every 30 s: what is in none of them is gone. */
  private static final long FORGOTTEN_AFTER = TimeUnit.SECONDS.toNanos(60);

  final HostPort address;
  private final Set<String> services = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Nacos lists it, and no list that has to do with it was read so far. */
  private volatile boolean listedByNacos;

  private volatile boolean confirmed;
  private volatile long listedAt;
  private volatile long wait = FIRST_CHECK;
  private volatile long checkAt;

  /**
   * @param listedByNacos whether Nacos lists it
   * @param confirmed whether a connection to it has been tried, and failed
   */
  Suspect(HostPort address, boolean listedByNacos, boolean confirmed, long now) {
    this.address = address;
    this.listedByNacos = listedByNacos;
    this.confirmed = confirmed;
    this.listedAt = now;
    this.checkAt = confirmed ? now + FIRST_CHECK : now;
  }

  /**
   * @return whether that is new
   */
  boolean listedIn(String service, long now) {
    listedAt = now;
    boolean isNew = services.add(service);
    if (isNew && !confirmed) {
      checkAt = now;
    }
    listedByNacos = false;
    return isNew;
  }

  void notListedIn(String service) {
    services.remove(service);
    listedByNacos = false;
  }

  /**
   * @return whether it is the first time that this is said of it in this service
   */
  boolean isToldIn(String service) {
    return told.add(service);
  }

  /** Whether a connection to it has been tried, and failed. */
  boolean isConfirmed() {
    return confirmed;
  }

  boolean isListedIn(String service) {
    return services.contains(service);
  }

  Set<String> services() {
    return services;
  }

  /** A stranger is not checked: the agent opens connections to instances only. */
  boolean isStranger() {
    return services.isEmpty() && !listedByNacos;
  }

  boolean isForgotten(long now) {
    return now - listedAt >= (isStranger() ? LONGEST : FORGOTTEN_AFTER);
  }

  boolean isDue(long now) {
    return now - checkAt >= 0;
  }

  /** By {@code System.nanoTime()}. */
  long checkAt() {
    return checkAt;
  }

  void checkNow(long now) {
    checkAt = now;
  }

  /** A stranger may yet turn out to be an instance. */
  void lookAgain(long now) {
    checkAt = now + FIRST_CHECK;
  }

  /**
   * A connection to it has failed.
   *
   * @return whether that is the first one
   */
  boolean fails(long now) {
    boolean first = !confirmed;
    if (!first) {
      wait = Math.min(2 * wait, LONGEST);
    }
    checkAt = now + wait;
    confirmed = true;
    return first;
  }
}
