package io.github.nacosgraceful.weave;

import io.github.nacosgraceful.config.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What became of the hooks of each part so far. Written inside class loading, read by any thread.
 */
public final class PartStates {

  private final Map<Option, Set<String>> woven = new EnumMap<>(Option.class);
  private final Map<Option, String> off = new EnumMap<>(Option.class);
  private final CountDownLatch first = new CountDownLatch(1);

  synchronized void woven(Option part, String type) {
    Set<String> types = woven.get(part);
    if (types == null) {
      types = new TreeSet<>();
      woven.put(part, types);
    }
    types.add(type);
    first.countDown();
  }

  synchronized void off(Option part, String reason) {
    off.put(part, reason);
  }

  /** The classes that were woven. */
  public synchronized List<String> classes(Option part) {
    Set<String> types = woven.get(part);
    return types == null ? Collections.emptyList() : new ArrayList<>(types);
  }

  /** Why a class of it was left alone, the last time; or null. */
  public synchronized String reason(Option part) {
    return off.get(part);
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
