package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.instance.HostPort;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One address that a call could not connect to. Until a list of instances has it, it is a stranger:
 * a database, or another service that is not in Nacos.
 */
final class Suspect {

  /** The first check comes after this; each that fails doubles the time to the next. */
  private static final long FIRST_CHECK = TimeUnit.SECONDS.toNanos(1);

  private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

  /** Balancers read their lists at least every 30 s: who is in none of them is gone. */
  private static final long FORGOTTEN_AFTER = TimeUnit.SECONDS.toNanos(60);

  final HostPort address;
  private final Set<String> services = ConcurrentHashMap.newKeySet();
  private volatile long listedAt;
  private volatile long wait = FIRST_CHECK;
  private volatile long checkAt;

  Suspect(HostPort address, long now) {
    this.address = address;
    this.listedAt = now;
    this.checkAt = now + FIRST_CHECK;
  }

  /**
   * @return whether that is new
   */
  boolean listedIn(String service, long now) {
    listedAt = now;
    return services.add(service);
  }

  void notListedIn(String service) {
    services.remove(service);
  }

  boolean isListedIn(String service) {
    return services.contains(service);
  }

  Set<String> services() {
    return services;
  }

  /** A stranger is not checked: the agent opens connections to instances only. */
  boolean isStranger() {
    return services.isEmpty();
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

  void stillFails(long now) {
    wait = Math.min(2 * wait, LONGEST);
    checkAt = now + wait;
  }
}
