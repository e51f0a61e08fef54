package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One address that calls go to, and the calls that it owes an answer: those that began after the
 * last one that it gave. The sampler's alone; all in its milliseconds.
 */
final class Place {

  /** A call is late after this, if calls usually take a quarter of it at most. */
  private static final long SHORTEST_LIMIT = 3 * Tick.MILLIS;

  /** And after this in any case: an instance that is there will say so when it is asked. */
  private static final long LONGEST_LIMIT = TimeUnit.SECONDS.toMillis(1);

  private static final int TIMES = 4;

  /** For so long a call that ended without an answer counts like one that waits for it. */
  private static final long REMEMBERED = TimeUnit.SECONDS.toMillis(30);

  /** A collection that takes less is nobody's business. */
  private static final long TOLD_AFTER = TimeUnit.SECONDS.toMillis(1);

  private static final int LOST = 3;

  final HostPort address;
  final Inquiry inquiry;
  final Trial trial = new Trial();

  private List<Pace> paces = Collections.emptyList();

  /** It was there: calls that began before are owed nothing. */
  private long since;

  /** Calls that began before took so long because it was silent. */
  private long silentUntil;

  private boolean silent;
  private long silentSince;
  private boolean told;

  /** When the last calls began that ended without an answer. */
  private final long[] lost = new long[LOST];

  private int nextLost;

  private int waiting;
  private int owed;
  private long oldest;
  private long usedAt;

  Place(HostPort address, Inquiry inquiry, long now) {
    this.address = address;
    this.inquiry = inquiry;
    since = now - REMEMBERED;
    silentUntil = since;
    for (int i = 0; i < LOST; i++) {
      lost[i] = since - 1;
    }
  }

  /**
   * @param paces of the services that have it; none if it is nobody's
   */
  void isOf(List<Pace> paces) {
    this.paces = paces;
  }

  boolean isNobodys() {
    return paces.isEmpty();
  }

  /**
   * A call was answered.
   *
   * @param ofAll whether it is one of all that ended then
   */
  void answered(long begun, long ended, boolean ofAll, long now) {
    since = Math.max(since, ended);
    if (begun >= silentUntil) {
      for (Pace pace : paces) {
        pace.answered(address, begun, ended, ofAll);
      }
    }
    usedAt = now;
  }

  /** A call ended without an answer. */
  void lost(long begun, long now) {
    lost[nextLost] = begun;
    nextLost = (nextLost + 1) % LOST;
    usedAt = now;
  }

  /** It has shown that it is there, in whatever way. */
  void isThere(long now) {
    since = now;
    if (silent) {
      silent = false;
      silentUntil = now;
    }
  }

  void isSilent(long now) {
    silent = true;
    silentSince = now;
    told = false;
    trial.pause(now);
  }

  boolean wasTold() {
    return told;
  }

  /** Whether somebody is to be told that it is silent: once. */
  boolean isToBeTold(long now) {
    boolean first = !told && now - silentSince >= TOLD_AFTER;
    told |= first;
    return first;
  }

  boolean wasFoundSilent() {
    return silent;
  }

  /** Begins to count the calls that are under way. */
  void count(long now) {
    waiting = 0;
    owed = 0;
    oldest = now;
    for (long begun : lost) {
      if (begun >= since && now - begun < REMEMBERED) {
        owe(begun);
      }
    }
  }

  /** One call is under way. */
  void waits(long begun, long now) {
    waiting++;
    usedAt = now;
    if (begun >= since) {
      owe(begun);
    }
  }

  private void owe(long begun) {
    owed++;
    oldest = Math.min(oldest, begun);
  }

  boolean isWaitedFor() {
    return waiting > 0;
  }

  /** How many calls it owes an answer. */
  int owed() {
    return owed;
  }

  /** For how long it has owed the first one, at least. */
  long age(long now) {
    return now - oldest - Tick.MILLIS;
  }

  /** After how long a call is late. */
  long limit(long now) {
    long usual = 0;
    for (Pace pace : paces) {
      usual = Math.max(usual, pace.usual(now));
    }
    return Math.min(LONGEST_LIMIT, Math.max(SHORTEST_LIMIT, TIMES * usual));
  }

  /** How many calls that began after the first one were answered by others. */
  int answeredElsewhere() {
    int most = 0;
    for (Pace pace : paces) {
      most = Math.max(most, pace.answeredElsewhere(address, oldest));
    }
    return most;
  }

  boolean isUnusedFor(long millis, long now) {
    return !silent && now - usedAt >= millis;
  }
}
