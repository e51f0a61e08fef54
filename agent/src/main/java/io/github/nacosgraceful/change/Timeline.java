package io.github.nacosgraceful.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what happened, in milliseconds since it began. Not thread-safe. */
final class Timeline {

  private final long start;
  private final List<Outcome.Step> steps = new ArrayList<>();

  /**
   * @param start by {@code System.nanoTime()}
   */
  Timeline(long start) {
    this.start = start;
  }

  /**
   * @param at by {@code System.nanoTime()}
   * @return how it is written: {@code 35 ms}
   */
  String add(long at, String what) {
    long millis = (at - start) / 1_000_000;
    steps.add(new Outcome.Step(millis, what));
    return millis + " ms";
  }

  List<Outcome.Step> steps() {
    steps.sort(Comparator.comparingLong(Outcome.Step::atMillis));
    return steps;
  }
}
