package io.github.nacosgraceful.rollout;

/**
 * One call. Times are in nanoseconds; the latency counts from the moment the call was due, so that
 * a late load generator shows as latency and does not hide it.
 *
 * @param due when it was due
 * @param latency until it was answered or had failed
 * @param port of the instance that answered, or 0
 * @param failure what went wrong, or null
 */
record Call(long due, long latency, int port, String failure) {

  boolean failed() {
    return failure != null;
  }

  long finished() {
    return due + latency;
  }

  Call relativeTo(long origin) {
    return new Call(due - origin, latency, port, failure);
  }
}
