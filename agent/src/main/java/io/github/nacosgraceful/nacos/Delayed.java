package io.github.nacosgraceful.nacos;

/**
 * A registration that a framework asked for and that was not made yet. Holds what it registers, an
 * object of the application: for {@code register.timeout} and {@code register.delay} at most.
 */
final class Delayed {

  final Object owner;
  final Registration registration;

  /** An Instance, or a List of them. */
  final Object what;

  /** By {@code System.nanoTime()}. */
  final long askedAt;

  /** By {@code System.nanoTime()}: when the moment came; 0 before. Only its own thread uses it. */
  long cameAt;

  Delayed(Object owner, Registration registration, Object what, long askedAt) {
    this.owner = owner;
    this.registration = registration;
    this.what = what;
    this.askedAt = askedAt;
  }
}
