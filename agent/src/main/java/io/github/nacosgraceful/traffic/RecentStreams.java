package io.github.nacosgraceful.traffic;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Streams that began a moment ago. One of them may be an answer that ends by itself, as of a
 * language model: then it is worth the same wait as any other. Where most streams of this process
 * grow old, the young ones are taken to do so too. Any thread; streams are few beside requests, so
 * a lock is good enough.
 */
final class RecentStreams {

  private final long recent;

  /** When each began, the oldest first. */
  private final Map<Object, Long> begun = new LinkedHashMap<>();

  private long endedYoung;
  private long grewOld;

  /**
   * @param recent how long one is young, in nanoseconds
   */
  RecentStreams(long recent) {
    this.recent = recent;
  }

  /**
   * One begins.
   *
   * @param stream by which it is known when it ends; held as long as it is open and young
   * @param now by {@code System.nanoTime()}
   */
  synchronized void begin(Object stream, long now) {
    forgetOld(now);
    begun.remove(stream); // an end was missed
    begun.put(stream, now);
  }

  synchronized void end(Object stream, long now) {
    forgetOld(now);
    if (begun.remove(stream) != null) {
      endedYoung++;
    }
  }

  /** How many of the young ones are open, and expected to end by themselves. */
  synchronized long ending(long now) {
    forgetOld(now);
    return endedYoung >= grewOld ? begun.size() : 0;
  }

  private void forgetOld(long now) {
    Iterator<Long> each = begun.values().iterator();
    while (each.hasNext() && now - each.next() >= recent) {
      each.remove();
      grewOld++;
    }
  }
}
