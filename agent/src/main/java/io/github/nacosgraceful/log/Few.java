package io.github.nacosgraceful.log;

import java.util.Collection;
import java.util.Iterator;

/**
 * The first few of a list that may be long, and how many more there are: a line of the log stays
 * short, whatever a process has registered. Any thread.
 */
public final class Few {

  private static final int MOST = 5;

  private Few() {}

  /** Whether none is left out. */
  public static boolean are(Collection<?> all) {
    return all.size() <= MOST;
  }

  /** {@code a, b}; of many {@code a, b, c, d, e and 295 more}. */
  public static String of(Collection<?> all) {
    StringBuilder text = new StringBuilder();
    Iterator<?> each = all.iterator();
    for (int i = 0; i < MOST && each.hasNext(); i++) {
      text.append(i == 0 ? "" : ", ").append(each.next());
    }
    if (!are(all)) {
      text.append(" and ").append(all.size() - MOST).append(" more");
    }
    return text.toString();
  }

  /** The same in brackets, as a list is written. */
  public static String list(Collection<?> all) {
    return "[" + of(all) + "]";
  }
}
