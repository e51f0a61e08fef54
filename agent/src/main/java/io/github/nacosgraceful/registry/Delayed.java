package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.context.Start;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.thread.Stamp;

/**
 * A registration that a framework asked for and that was not made yet. Holds its owner: for {@code
 * register.timeout} and {@code register.delay} at most, unless Nacos is out of reach.
 */
public final class Delayed {

  final Object owner;
  public final Registration registration;

  /** Of the application that asked; null if none is starting. */
  public final Start start;

  final Stamp askedAt;

  /** When the moment came. Only the thread that makes it uses it. */
  Stamp cameAt = Stamp.NEVER;

  /**
   * @param now by {@code System.nanoTime()}
   */
  Delayed(Object owner, Registration registration, Start start, long now) {
    this.owner = owner;
    this.start = start;
    this.registration = registration;
    this.askedAt = Stamp.at(now);
  }
}
