package io.github.nacosgraceful.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How new providers join.
 *
 * @param arguments of the application
 * @param options of the agent, without its prefix, and none where there is no agent; with any, the
 *     old instance waits for the readiness file of the new one
 * @param warmUp how long the new one gets fewer calls; zero for not at all
 * @param most how many are replaced
 */
record Joining(List<String> arguments, List<String> options, Duration warmUp, int most) {

  static final Joining AS_EVER = of(List.of());

  private static final List<String> COLD = List.of("--sample.runner=10s", "--sample.cold=200");

  /** As the application does it. */
  static Joining of(List<String> arguments) {
    return new Joining(arguments, List.of(), Duration.ZERO, Integer.MAX_VALUE);
  }

  /** An application with a runner of 10 s, and 200 slow first calls. */
  static Joining cold() {
    return of(COLD);
  }

  /** The same where the agent has these options. */
  Joining with(String... more) {
    return new Joining(arguments, List.of(more), warmUp, most);
  }

  /** The same where new ones warm up, if that takes any time. */
  Joining warmingUp(Duration time) {
    List<String> more = new ArrayList<>(options);
    if (!time.isZero()) {
      more.add("warmup.time=" + time.toSeconds() + "s");
    }
    return new Joining(arguments, more, time, most);
  }

  /** The same where only the first one is replaced. */
  Joining once() {
    return new Joining(arguments, options, warmUp, 1);
  }

  boolean isCold() {
    return arguments.equals(COLD);
  }

  boolean isSaid() {
    return !options.isEmpty();
  }

  /** Undisturbed load before the first replacement: what the rest is to be compared with. */
  Duration leadIn() {
    return Duration.ofSeconds(isCold() ? 15 : 3);
  }
}
