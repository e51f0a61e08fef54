package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.instance.HostPort;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whose addresses were taken over lately: a call that an instance still answers while it ends tells
 * nothing of its successor at the same address. Remembers a bounded number for a bounded time. Not
 * for several threads at a time.
 */
final class Predecessors {

  /** Longer than a process that has left Nacos takes for its last answers. */
  private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(2);

  /** An address whose answers say now this, now that, is not listened to all the time. */
  private static final long DEAF = TimeUnit.SECONDS.toNanos(1);

  static final int MOST_ADDRESSES = 1024;
  static final int MOST_STARTS = 4;

  /** The one that changed longest ago first. */
  private final Map<HostPort, Address> addresses = new LinkedHashMap<>();

  /**
   * The process that said goodbye there is gone.
   *
   * @param start what it said of its own
   */
  void gone(HostPort address, long start, long now) {
    changed(address, now).isGone(start);
  }

  /**
   * The instance there is another than before.
   *
   * @param since calls that begin in this era, or later, go to the new one
   */
  void follows(HostPort address, Era since, long now) {
    changed(address, now).since = since;
  }

  /** An answer there came without the word: what calls before this era hear is over. */
  void serves(HostPort address, Era since, long now) {
    Address known = changed(address, now);
    known.since = since;
    known.isSame = true;
  }

  /**
   * Whether a goodbye in an answer there is not of the process that is there now, or is over. A
   * call that began before the new one was listed, or nobody knows when, tells nothing of whose it
   * is: it may have reached the new one, which is listened to in later calls.
   *
   * @param begun when the call began
   */
  boolean areHeard(HostPort address, long start, Era begun, long now) {
    forget(now);
    Address known = addresses.get(address);
    if (known == null) {
      return false;
    }
    if (known.gone.contains(start) || known.isSame && now - known.at < DEAF) {
      return true;
    }
    return known.since != null && begun.isBefore(known.since);
  }

  int size() {
    return addresses.size();
  }

  private Address changed(HostPort address, long now) {
    forget(now);
    Address known = addresses.remove(address);
    if (known == null) {
      known = new Address();
      if (addresses.size() == MOST_ADDRESSES) {
        removeFirst();
      }
    }
    known.at = now;
    known.isSame = false;
    addresses.put(address, known);
    return known;
  }

  private void removeFirst() {
    Iterator<Address> first = addresses.values().iterator();
    first.next();
    first.remove();
  }

  private void forget(long now) {
    Iterator<Address> each = addresses.values().iterator();
    while (each.hasNext() && now - each.next().at >= REMEMBERED) {
      each.remove();
    }
  }

  private static final class Address {

    final Deque<Long> gone = new ArrayDeque<>(MOST_STARTS);
    Era since;

    /** It is the process that it was, for all that is known. */
    boolean isSame;

    long at;

    void isGone(long start) {
      if (!gone.contains(start)) {
        if (gone.size() == MOST_STARTS) {
          gone.removeFirst();
        }
        gone.addLast(start);
      }
    }
  }
}
