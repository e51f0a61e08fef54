package io.github.nacosgraceful.rollout;

import java.util.List;

/**
 * One instance replaced by another. The moments are seconds since the measured load began.
 *
 * @param before the instance that left
 * @param after the instance that took its place
 * @param started the new process was started
 * @param up it was seen to be ready
 * @param sigterm the old one was told to stop
 * @param exited it was gone
 */
record Replacement(
    Replica before, Replica after, double started, double up, double sigterm, double exited) {

  double sigtermToExit() {
    return exited - sigterm;
  }

  List<Event> events() {
    return List.of(
        new Event(started, Event.Kind.STARTED, after.name() + " started"),
        new Event(up, Event.Kind.UP, after.name() + " up"),
        new Event(sigterm, Event.Kind.SIGTERM, "SIGTERM to " + before.name()),
        new Event(exited, Event.Kind.EXITED, before.name() + " exited"));
  }
}
