package io.github.nacosgraceful.log;

import java.util.ArrayList;
import java.util.List;

/** What caused a failure. Any thread. */
public final class Causes {

  /** Chains may be circles. */
  private static final int MOST = 10;

  private Causes() {}

  /** The failure itself and its causes, the outermost first; the first ten. None for null. */
  public static List<Throwable> of(Throwable thrown) {
    List<Throwable> all = new ArrayList<>();
    Throwable cause = thrown;
    while (cause != null && all.size() < MOST) {
      all.add(cause);
      cause = cause.getCause();
    }
    return all;
  }
}
