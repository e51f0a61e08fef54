package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a caller saw of a provider that was frozen for a while.
 *
 * @param due calls that the rate asks for in that time
 * @param made those of them that were answered within a second
 * @param hung those that were not, or failed
 * @param hungThere those of them that another has not answered late: a busy machine holds up calls
 *     to all
 * @param steady the median latency before, in milliseconds
 * @param healthy that of the calls which others answered meanwhile
 * @param again seconds until it was called again after that; negative if it never was
 */
record WireFreeze(
    int due, long made, long hung, long hungThere, double steady, double healthy, double again) {

  private static final Duration STEADY = Duration.ofSeconds(5);
  private static final Duration FROZEN = Duration.ofSeconds(45);
  private static final Duration AFTERWARDS = Duration.ofSeconds(15);
  private static final long HANGS = Duration.ofSeconds(1).toNanos();

  /** Freezes it under a load that is begun and ended here, and thaws it. */
  static WireFreeze of(Child victim, int rate, CallLoop load) throws InterruptedException {
    long begun;
    long frozen;
    long thawed;
    try (load) {
      load.start();
      begun = System.nanoTime();
      Thread.sleep(STEADY.toMillis());
      frozen = System.nanoTime();
      victim.signal("STOP");
      try {
        Thread.sleep(FROZEN.toMillis());
      } finally {
        thawed = System.nanoTime();
        victim.signal("CONT");
      }
      Thread.sleep(AFTERWARDS.toMillis());
    }
    return of(load.calls(), victim.port(), rate, begun, frozen, thawed);
  }

  static WireFreeze of(List<Call> calls, int port, int rate, long begun, long frozen, long thawed) {
    List<Call> meanwhile =
        calls.stream().filter(call -> call.due() >= frozen && call.due() < thawed).toList();
    List<Call> hung =
        meanwhile.stream().filter(call -> call.failed() || call.latency() > HANGS).toList();
    return new WireFreeze(
        (int) ((thawed - frozen) / 1e9 * rate),
        meanwhile.size() - hung.size(),
        hung.size(),
        hung.stream().filter(call -> call.failed() || call.port() == port).count(),
        median(calls.stream().filter(call -> call.due() >= begun && call.due() < frozen).toList()),
        median(meanwhile.stream().filter(call -> call.port() != port).toList()),
        calls.stream()
            .filter(call -> call.due() > thawed && call.port() == port)
            .mapToDouble(call -> (call.due() - thawed) / 1e9)
            .min()
            .orElse(-1));
  }

  /** In milliseconds, of those that were answered. */
  private static double median(List<Call> calls) {
    double[] latencies =
        calls.stream().filter(call -> !call.failed()).mapToDouble(Call::latency).sorted().toArray();
    return latencies.length == 0 ? 0 : latencies[latencies.length / 2] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d calls answered within a second, %d hung, %d there; median of healthy ones"
            + " %.0f ms (steady %.0f ms); called again after %.1f s",
        made,
        due,
        hung,
        hungThere,
        healthy,
        steady,
        again);
  }
}
