package io.github.nacosgraceful.doctor.fact;

import java.util.HashMap;
import java.util.Map;

/** Since when the nodes have told different things of an instance. */
public final class Differences {

  private final Map<String, Long> since = new HashMap<>();

  /**
   * Notes it in the facts as well.
   *
   * @param now in milliseconds, of any clock
   */
  public void see(Facts facts, long now) {
    since.keySet().retainAll(facts.different());
    for (String address : facts.different()) {
      long first = since.computeIfAbsent(address, unseen -> now);
      if (now > first) {
        facts.differsForMillis.put(address, now - first);
      }
    }
  }
}
