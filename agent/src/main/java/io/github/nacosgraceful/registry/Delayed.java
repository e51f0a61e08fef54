package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.context.Start;
import io.github.nacosgraceful.instance.Registration;

/**
 * A registration that a framework asked for and that was not made yet. Holds its owner: for {@code
 * register.timeout} and {@code register.delay} at most, unless Nacos is out of reach.
 */
public final class Delayed {

  final Object owner;
  public final Registration registration;

  /** Of the application that asked; null if none is starting. */
  public final Start start;

  /** By {@code System.nanoTime()}. */
  final long askedAt = System.nanoTime();

  /** By {@code System.nanoTime()}: when the moment came; 0 before. Only its own thread uses it. */
  long cameAt;

  Delayed(Object owner, Registration registration, Start start) {
    this.owner = owner;
    this.start = start;
    this.registration = registration;
  }
}
