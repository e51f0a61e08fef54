package io.github.nacosgraceful.install;

import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What became of the hooks of each part so far. Parts go by their names. Written inside class
 * loading, read by any thread.
 */
public final class PartStates {

  private final List<String> all;
  private final Set<String> switchedOff;
  private final Map<String, Set<String>> woven = new HashMap<>();
  private final Map<String, String> off = new HashMap<>();
  private final Set<Integer> points = new HashSet<>();
  private final CountDownLatch first = new CountDownLatch(1);

  /**
   * @param all in the order in which they are shown
   * @param switchedOff those that an option has switched off
   */
  public PartStates(Collection<String> all, Collection<String> switchedOff) {
    this.all = Collections.unmodifiableList(new ArrayList<>(all));
    this.switchedOff = Collections.unmodifiableSet(new HashSet<>(switchedOff));
  }

  synchronized void woven(String part, String type, List<Hook> hooks) {
    Set<String> types = woven.get(part);
    if (types == null) {
      types = new TreeSet<>();
      woven.put(part, types);
    }
    types.add(type);
    for (Hook hook : hooks) {
      points.add(hook.point());
    }
    first.countDown();
  }

  synchronized void off(String part, String reason) {
    off.put(part, reason);
  }

  /** Every part of the agent, whether it is on or not. */
  public List<String> all() {
    return all;
  }

  public boolean isSwitchedOff(String part) {
    return switchedOff.contains(part);
  }

  /** The classes that were woven. */
  public synchronized List<String> classes(String part) {
    return new ArrayList<>(woven.getOrDefault(part, Collections.emptySet()));
  }

  /** Why a class of it was left alone, the last time; or null. */
  public synchronized String reason(String part) {
    return off.get(part);
  }

  /** How many parts no class has, although one was there for them. */
  public synchronized int unknown() {
    int count = 0;
    for (String part : off.keySet()) {
      if (!woven.containsKey(part) && !switchedOff.contains(part)) {
        count++;
      }
    }
    return count;
  }

  /** Whether some class has this join point. */
  public synchronized boolean isWoven(int point) {
    return points.contains(point);
  }

  /**
   * Waits for the first class to be woven.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void awaitFirst(long millis) throws InterruptedException {
    first.await(millis, TimeUnit.MILLISECONDS);
  }
}
