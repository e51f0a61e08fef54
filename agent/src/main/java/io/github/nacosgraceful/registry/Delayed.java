package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.context.Start;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.thread.Stamp;
import java.util.concurrent.TimeUnit;

/**
 * A registration that a framework asked for and that was not made yet. Holds its owner: for {@code
 * register.timeout} and {@code register.delay} at most, unless Nacos is out of reach.
 */
public final class Delayed {

  private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(10);

  final Object owner;
  public final Registration registration;

  /** Of the application that asked; null if none is starting. */
  public final Start start;

  final Stamp askedAt;

  /** When the moment came. */
  volatile Stamp cameAt = Stamp.NEVER;

  private volatile Stamp retryAt = Stamp.NEVER;
  private long pause = SHORTEST_PAUSE;

  /**
   * @param now by {@code System.nanoTime()}
   */
  Delayed(Object owner, Registration registration, Start start, long now) {
    this.owner = owner;
    this.start = start;
    this.registration = registration;
    this.askedAt = Stamp.at(now);
  }

  /** The same, of less: the rest of a batch. */
  Delayed of(Registration left) {
    Delayed rest = new Delayed(owner, left, start, askedAt.nanos());
    rest.cameAt = cameAt;
    rest.retryAt = retryAt;
    return rest;
  }

  /** It could not be made: the next attempt is half a second later, and then later and later. */
  void failedAt(long now) {
    retryAt = Stamp.at(now + pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  boolean waitsForRetry(long now) {
    return !retryAt.isNever() && !retryAt.isAgo(0, now);
  }
}
