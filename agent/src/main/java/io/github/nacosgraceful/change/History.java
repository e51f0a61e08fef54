package io.github.nacosgraceful.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** What came of the last drains, and of what was brought back since. Any thread. */
public final class History {

  private static final int MOST = 8;

  private final long[] drains = new long[Ending.values().length];
  private long count;
  private long drainMillis;
  private volatile Consumer<Outcome> listener;
  private final Deque<Outcome> outcomes = new ArrayDeque<>();

  /** Whoever is told of each, on the thread that adds it. */
  public void onAdd(Consumer<Outcome> told) {
    listener = told;
  }

  public void add(Outcome outcome) {
    keep(outcome);
    Consumer<Outcome> told = listener;
    if (told != null) {
      told.accept(outcome);
    }
  }

  private synchronized void keep(Outcome outcome) {
    if (outcomes.size() == MOST) {
      outcomes.removeFirst();
    }
    outcomes.addLast(outcome);
    count++;
    if (outcome.ending() != null) {
      drains[outcome.ending().ordinal()]++;
      drainMillis += outcome.millis();
    }
  }

  /** How many there were so far. */
  public synchronized long count() {
    return count;
  }

  /** How many drains ended so. */
  public synchronized long drains(Ending ending) {
    return drains[ending.ordinal()];
  }

  /** How long all drains took together. */
  public synchronized long drainMillis() {
    return drainMillis;
  }

  /** The last eight, the newest last. */
  public synchronized List<Outcome> last() {
    return new ArrayList<>(outcomes);
  }
}
