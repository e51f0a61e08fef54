package io.github.nacosgraceful.rollout;

/**
 * A moment in a rollout that the charts mark.
 *
 * @param at seconds since the measured load began
 * @param kind one of those below, in the order in which they happen
 */
record Event(double at, Kind kind, String text) {

  /** A second is more than callers need to notice that nobody answers. */
  private static final double NOTICED = 1;

  /** Whether the call was lost, or may have been, to the instance that this happened to. */
  boolean takes(Call call) {
    double due = call.due() / 1e9;
    boolean ended = call.finished() / 1e9 < at - NOTICED;
    return switch (kind) {
      case KILLED -> due <= at && !ended;
      case FROZEN -> due <= at + NOTICED && !ended;
      default -> false;
    };
  }

  enum Kind {
    STARTED,
    UP,
    SIGTERM,
    EXITED,
    NACOS_KILLED,
    KILLED,
    FROZEN,
    THAWED
  }
}
