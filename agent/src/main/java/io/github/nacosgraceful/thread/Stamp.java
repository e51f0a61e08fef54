package io.github.nacosgraceful.thread;

/**
 * A moment by {@code System.nanoTime()}, or never. That clock may well read 0 or less, so no number
 * of it can stand for "not yet". Immutable; an overflow of the clock does no harm.
 */
public final class Stamp {

  public static final Stamp NEVER = new Stamp(0);

  private final long nanos;

  private Stamp(long nanos) {
    this.nanos = nanos;
  }

  /**
   * @param now by {@code System.nanoTime()}
   */
  public static Stamp at(long now) {
    return new Stamp(now);
  }

  /** When the last of these came: never if one of them did not, or if there is none. */
  public static Stamp lastOf(Iterable<Stamp> all) {
    Stamp last = NEVER;
    for (Stamp one : all) {
      if (one.isNever()) {
        return NEVER;
      }
      if (last.isNever() || one.isAfter(last)) {
        last = one;
      }
    }
    return last;
  }

  public boolean isNever() {
    return this == NEVER;
  }

  /**
   * The moment by {@code System.nanoTime()}.
   *
   * @throws IllegalStateException if it is never
   */
  public long nanos() {
    if (isNever()) {
      throw new IllegalStateException("never");
    }
    return nanos;
  }

  /** Whether both came, and this one later. */
  public boolean isAfter(Stamp other) {
    return !isNever() && !other.isNever() && nanos - other.nanos > 0;
  }

  /**
   * Whether it came, and at least so long ago.
   *
   * @param span in nanoseconds
   * @param now by {@code System.nanoTime()}
   */
  public boolean isAgo(long span, long now) {
    return !isNever() && now - nanos >= span;
  }

  /**
   * Whether it came, and less than so long ago.
   *
   * @param span in nanoseconds
   * @param now by {@code System.nanoTime()}
   */
  public boolean isWithin(long span, long now) {
    return !isNever() && now - nanos < span;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stamp
        && isNever() == ((Stamp) other).isNever()
        && nanos == ((Stamp) other).nanos;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(nanos);
  }

  @Override
  public String toString() {
    return isNever() ? "never" : nanos + " ns";
  }
}
