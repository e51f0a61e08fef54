package io.github.nacosgraceful.rollout;

import java.util.concurrent.locks.LockSupport;

/**
 * When each call is due. The moments follow from the call's number alone, so that a sender that
 * comes late sends the calls it missed at once: the rate holds over any longer time.
 */
record Schedule(long begin, int rate) {

  private static final long SECOND = 1_000_000_000L;

  long due(long call) {
    return begin + call / rate * SECOND + call % rate * SECOND / rate;
  }

  void sleepUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
