package io.github.nacosgraceful.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What came of the last drains, and of what was brought back since. Any thread. */
public final class History {

  private static final int MOST = 8;

  private long count;
  private final Deque<Outcome> outcomes = new ArrayDeque<>();

  public synchronized void add(Outcome outcome) {
    if (outcomes.size() == MOST) {
      outcomes.removeFirst();
    }
    outcomes.addLast(outcome);
    count++;
  }

  /** How many there were so far. */
  public synchronized long count() {
    return count;
  }

  /** The last eight, the newest last. */
  public synchronized List<Outcome> last() {
    return new ArrayList<>(outcomes);
  }
}
