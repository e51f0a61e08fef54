package io.github.nacosgraceful.rollout;

/**
 * A moment in a rollout that the charts mark.
 *
 * @param at seconds since the measured load began
 * @param kind one of those below, in the order in which they happen
 */
record Event(double at, Kind kind, String text) {

  enum Kind {
    STARTED,
    UP,
    SIGTERM,
    EXITED
  }
}
