package io.github.nacosgraceful.rollout;

import java.util.List;

/**
 * How new providers join.
 *
 * @param options of their JVMs
 * @param arguments of the application
 * @param isSaid whether the old one waits for the readiness file of the new one
 * @param most how many are replaced
 */
record Joining(List<String> options, List<String> arguments, boolean isSaid, int most) {

  static final Joining AS_EVER = new Joining(List.of(), List.of(), false, Integer.MAX_VALUE);
}
