package io.github.nacosgraceful.rollout;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a caller saw of a provider that went.
 *
 * @param failed calls of all
 * @param afterwards those of them that were due when the provider had gone: none of them can have
 *     been on its way
 * @param lastCall seconds from the moment when it was told to go until the last call was due that
 *     it answered, or that failed
 */
record WireSeen(int calls, int failed, int afterwards, double lastCall, Map<String, Long> causes) {

  /**
   * @param told when it was told to go, or was made to; {@link System#nanoTime()}
   * @param gone when it had gone
   */
  static WireSeen of(List<Call> calls, int port, long told, long gone) {
    List<Call> failed = calls.stream().filter(Call::failed).toList();
    long last =
        calls.stream()
            .filter(call -> call.failed() || call.port() == port)
            .mapToLong(call -> call.due() - told)
            .max()
            .orElse(0);
    return new WireSeen(
        calls.size(),
        failed.size(),
        (int) failed.stream().filter(call -> call.due() > gone).count(),
        Math.max(0, last / 1e9),
        FailureCauses.of(failed));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "last call after %.3f s; %d of %,d failed, %d afterwards %s",
        lastCall,
        failed,
        calls,
        afterwards,
        causes);
  }
}
