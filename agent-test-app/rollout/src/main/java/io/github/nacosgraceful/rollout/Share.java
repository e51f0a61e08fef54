package io.github.nacosgraceful.rollout;

import java.util.ArrayList;
import java.util.List;

/**
 * What a new instance got in one tenth of its warm-up.
 *
 * @param begin seconds since the measured load began
 * @param got percent of all calls
 * @param asked percent of all calls that the curve asks for, among as many instances as answered
 */
record Share(double begin, double got, double asked) {

  private static final int PARTS = 10;

  /** The least that a warming instance gets of what a warm one gets. */
  private static final double LEAST = 0.01;

  /** The default of {@code warmup.curve}. */
  private static final double CURVE = 2;

  /** Those of one new instance, in order; none if it does not warm up, or is the only one. */
  static List<Share> of(RunRecord run, Replacement replacement) {
    List<Share> shares = new ArrayList<>();
    double part = run.joining().warmUp().toNanos() / 1e9 / PARTS;
    boolean isAlone = run.scenario().replicas() == 1;
    for (int i = 0; part > 0 && !isAlone && i < PARTS; i++) {
      shares.add(of(run.calls(), replacement.after().port(), begin(run, replacement), part, i));
    }
    return shares;
  }

  /** Callers see it at about the moment when it is seen on every node; some a little earlier. */
  private static double begin(RunRecord run, Replacement replacement) {
    return run.calls().stream()
        .filter(call -> call.port() == replacement.after().port())
        .mapToDouble(call -> call.due() / 1e9)
        .min()
        .stream()
        .map(first -> Math.min(first, replacement.up()))
        .findFirst()
        .orElse(replacement.up());
  }

  private static Share of(List<Call> all, int port, double first, double length, int part) {
    double begin = first + part * length;
    List<Call> calls =
        all.stream()
            .filter(call -> !call.failed())
            .filter(call -> call.due() / 1e9 >= begin && call.due() / 1e9 < begin + length)
            .toList();
    long others =
        calls.stream().mapToInt(Call::port).filter(each -> each != port).distinct().count();
    long own = calls.stream().filter(call -> call.port() == port).count();
    double share = Math.max(LEAST, Math.pow((part + 0.5) / PARTS, CURVE));
    return new Share(
        begin, calls.isEmpty() ? 0 : 100.0 * own / calls.size(), 100 * share / (share + others));
  }

  double distance() {
    return Math.abs(got - asked);
  }
}
