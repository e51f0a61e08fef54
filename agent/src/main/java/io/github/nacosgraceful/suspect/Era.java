package io.github.nacosgraceful.suspect;

/**
 * The time from one change of what is known of instances to the next. A call takes the one in which
 * it begins along, which costs no memory: so its end can be told to be of a call that began before
 * or after the change. Immutable.
 */
final class Era {

  /** Of a call of which nobody knows when it began: before all that might have changed. */
  static final Era UNKNOWN = new Era(-1);

  private final long number;

  Era(long number) {
    this.number = number;
  }

  Era next() {
    return new Era(number + 1);
  }

  boolean isBefore(Era other) {
    return number < other.number;
  }
}
